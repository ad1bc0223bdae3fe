package telemetry.avro;

import java.io.IOException;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import telemetry.model.Epoch;

/** The branch {@code Epoch} of {@code Control.avsc}. */
final class EpochCodec implements Codec<Epoch> {
  private static final int EPOCH = 0;

  private final Schema schema = SchemaFiles.read("Control");

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(Epoch epoch, BinaryEncoder out) throws IOException {
    out.writeIndex(EPOCH);
    out.writeInt(epoch.epoch());
    out.writeString(epoch.topicId());
    out.writeInt(epoch.partitions());
    out.writeInt(epoch.rules());
    out.writeString(epoch.reason());
    out.writeLong(epoch.raisedAt().toEpochMilli());
  }

  @Override
  public Epoch read(BinaryDecoder in) throws IOException {
    int branch = in.readIndex();
    if (branch != EPOCH) {
      throw new IOException("value: wanted branch " + EPOCH + ", found " + branch);
    }
    return new Epoch(
        in.readInt(),
        Bounded.text(in),
        in.readInt(),
        in.readInt(),
        Bounded.text(in),
        Instant.ofEpochMilli(in.readLong()));
  }
}
