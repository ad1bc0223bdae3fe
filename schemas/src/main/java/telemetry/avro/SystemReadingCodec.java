package telemetry.avro;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
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
  public void write(SystemReading reading, BinaryEncoder out) throws IOException {
    out.writeInt(reading.systemId());
    out.writeString(reading.vendor());
    out.writeString(reading.source());
    ops.write(reading.op(), out);
    out.writeLong(reading.measuredAt().toEpochMilli());
    Optionals.write(reading.intervalStart(), out);
    out.writeLong(reading.receivedAt().toEpochMilli());
    writeRaw(reading.raw(), out);
    writeBatch(reading.batch(), out);
    out.writeArrayStart();
    out.setItemCount(reading.values().size());
    for (PointValue value : reading.values()) {
      out.startItem();
      points.write(value, out);
    }
    out.writeArrayEnd();
  }

  @Override
  public SystemReading read(BinaryDecoder in) throws IOException {
    return new SystemReading(
        in.readInt(),
        Bounded.text(in),
        Bounded.text(in),
        ops.read(in),
        Instant.ofEpochMilli(in.readLong()),
        Optionals.instant(in),
        Instant.ofEpochMilli(in.readLong()),
        Optionals.present(in) ? new RawPosition(in.readInt(), in.readLong()) : null,
        Optionals.present(in) ? (Integer) in.readInt() : null,
        readValues(in));
  }

  private static void writeRaw(@Nullable RawPosition raw, BinaryEncoder out) throws IOException {
    if (Optionals.branch(raw, out) && raw != null) {
      out.writeInt(raw.partition());
      out.writeLong(raw.offset());
    }
  }

  private static void writeBatch(@Nullable Integer batch, BinaryEncoder out) throws IOException {
    if (Optionals.branch(batch, out) && batch != null) {
      out.writeInt(batch);
    }
  }

  private List<PointValue> readValues(BinaryDecoder in) throws IOException {
    var values = new ArrayList<PointValue>();
    for (long block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
      long count = values.size() + (long) Bounded.items(block, in);
      if (count > SystemReading.MAX_POINTS) {
        throw new BadValue(
            RejectReason.TOO_MANY_POINTS,
            "values",
            "at most " + SystemReading.MAX_POINTS + " points",
            count + " or more");
      }
      for (long i = 0; i < block; i++) {
        values.add(points.read(in));
      }
    }
    return values;
  }
}
