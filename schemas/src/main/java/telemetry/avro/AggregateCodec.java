package telemetry.avro;

import java.io.IOException;
import java.time.Instant;
import org.apache.avro.Schema;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.Origin;
import telemetry.model.Quality;
import telemetry.model.Revision;
import telemetry.model.Status;

/** {@code Aggregate.avsc}. */
final class AggregateCodec implements Codec<Aggregate> {
  private final Schema schema = SchemaFiles.read("Aggregate");
  private final Symbols<Kind> kinds = new Symbols<>(Kind.class, schema.getField("kind").schema());
  private final Symbols<Status> statuses =
      new Symbols<>(Status.class, schema.getField("status").schema());
  private final Symbols<Origin> origins =
      new Symbols<>(Origin.class, schema.getField("origin").schema());
  private final AggregateQuality quality =
      new AggregateQuality(schema.getField("quality").schema());

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(Aggregate row, AvroOut out) {
    out.writeInt(row.key().systemId());
    out.writeString(row.key().path());
    kinds.write(row.kind(), out);
    out.writeString(row.unit());
    out.writeLong(row.intervalStart().toEpochMilli());
    out.writeLong(row.intervalEnd().toEpochMilli());
    Optionals.write(row.avg(), out);
    Optionals.write(row.min(), out);
    Optionals.write(row.max(), out);
    Optionals.write(row.last(), out);
    Optionals.write(row.lastText(), out);
    Optionals.write(row.delta(), out);
    Optionals.write(row.deltaSince(), out);
    out.writeInt(row.sampleCount());
    out.writeInt(row.errorCount());
    out.writeInt(row.resetCount());
    quality.write(row.quality(), out);
    statuses.write(row.status(), out);
    out.writeInt(row.revision().epoch());
    out.writeLong(row.revision().offset());
    out.writeInt(row.revision().batch());
    origins.write(row.origin(), out);
  }

  @Override
  public Aggregate read(AvroIn in) throws IOException {
    return new Aggregate(
        in.readPointKey(),
        kinds.read(in),
        in.readText(),
        Instant.ofEpochMilli(in.readLong()),
        Instant.ofEpochMilli(in.readLong()),
        Optionals.number(in),
        Optionals.number(in),
        Optionals.number(in),
        Optionals.number(in),
        Optionals.text(in),
        Optionals.number(in),
        Optionals.instant(in),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        quality.read(in),
        statuses.read(in),
        new Revision(in.readInt(), in.readLong(), in.readInt()),
        origins.read(in));
  }

  /** GOOD or ESTIMATED: what counts in a row is never BAD, and the schema has no symbol for it. */
  private static final class AggregateQuality {
    private final int good;
    private final int estimated;

    AggregateQuality(Schema schema) {
      this.good = schema.getEnumOrdinal(Quality.GOOD.name());
      this.estimated = schema.getEnumOrdinal(Quality.ESTIMATED.name());
    }

    void write(Quality quality, AvroOut out) {
      out.writeEnum(quality == Quality.GOOD ? good : estimated);
    }

    Quality read(AvroIn in) throws IOException {
      int index = in.readEnum();
      if (index != good && index != estimated) {
        throw new IOException("quality: wanted GOOD or ESTIMATED, found symbol " + index);
      }
      return index == good ? Quality.GOOD : Quality.ESTIMATED;
    }
  }
}
