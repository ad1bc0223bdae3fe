package telemetry.avro;

import java.io.IOException;
import java.time.Instant;
import org.apache.avro.Schema;
import telemetry.model.RawReading;

/** {@code RawReading.avsc}. */
final class RawReadingCodec implements Codec<RawReading> {
  private final Schema schema = SchemaFiles.read("RawReading");

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(RawReading raw, AvroOut out) {
    out.writeInt(raw.systemId());
    out.writeString(raw.vendor());
    out.writeLong(raw.receivedAt().toEpochMilli());
    out.writeString(raw.contentType());
    out.writeBytes(raw.body());
  }

  @Override
  public RawReading read(AvroIn in) throws IOException {
    return new RawReading(
        in.readInt(),
        in.readText(),
        Instant.ofEpochMilli(in.readLong()),
        in.readText(),
        in.readBytes());
  }
}
