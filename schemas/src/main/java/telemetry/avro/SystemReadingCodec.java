package telemetry.avro;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import telemetry.model.BadValue;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.RawPosition;
import telemetry.model.RejectReason;
import telemetry.model.SystemReading;

/** {@code SystemReading.avsc}. */
final class SystemReadingCodec implements Codec<SystemReading> {
  private final Schema schema = SchemaFiles.read("SystemReading");
  private final Symbols<Op> ops = new Symbols<>(Op.class, schema.getField("op").schema());
  private final PointValueCodec points =
      new PointValueCodec(schema.getField("values").schema().getElementType());

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(SystemReading reading, AvroOut out) {
    out.writeInt(reading.systemId());
    out.writeString(reading.vendor());
    out.writeString(reading.source());
    ops.write(reading.op(), out);
    out.writeLong(reading.measuredAt().toEpochMilli());
    Optionals.write(reading.intervalStart(), out);
    out.writeLong(reading.receivedAt().toEpochMilli());
    writeRaw(reading.raw(), out);
    writeBatch(reading.batch(), out);
    out.writeItems(reading.values().size());
    for (PointValue value : reading.values()) {
      points.write(value, out);
    }
    out.writeEnd();
  }

  @Override
  public SystemReading read(AvroIn in) throws IOException {
    return new SystemReading(
        in.readInt(),
        in.readText(),
        in.readText(),
        ops.read(in),
        Instant.ofEpochMilli(in.readLong()),
        Optionals.instant(in),
        Instant.ofEpochMilli(in.readLong()),
        Optionals.present(in) ? new RawPosition(in.readInt(), in.readLong()) : null,
        Optionals.present(in) ? (Integer) in.readInt() : null,
        readValues(in));
  }

  private static void writeRaw(@Nullable RawPosition raw, AvroOut out) {
    if (Optionals.branch(raw, out) && raw != null) {
      out.writeInt(raw.partition());
      out.writeLong(raw.offset());
    }
  }

  private static void writeBatch(@Nullable Integer batch, AvroOut out) {
    if (Optionals.branch(batch, out) && batch != null) {
      out.writeInt(batch);
    }
  }

  private List<PointValue> readValues(AvroIn in) throws IOException {
    var values = new ArrayList<PointValue>();
    for (int block = in.readItems(); block != 0; block = in.readItems()) {
      long count = values.size() + (long) block;
      if (count > SystemReading.MAX_POINTS) {
        throw new BadValue(
            RejectReason.TOO_MANY_POINTS,
            "values",
            "at most " + SystemReading.MAX_POINTS + " points",
            count + " or more");
      }
      for (int i = 0; i < block; i++) {
        values.add(points.read(in));
      }
    }
    return values;
  }
}
