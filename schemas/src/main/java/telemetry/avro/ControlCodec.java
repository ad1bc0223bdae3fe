package telemetry.avro;

import java.io.IOException;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import telemetry.model.Control;
import telemetry.model.Emitted;
import telemetry.model.Epoch;

/** {@code Control.avsc}: one branch a kind of fact. */
final class ControlCodec implements Codec<Control> {
  private static final int EPOCH = 0;
  private static final int EMITTED = 1;

  private final Schema schema = SchemaFiles.read("Control");

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(Control control, BinaryEncoder out) throws IOException {
    if (control instanceof Epoch epoch) {
      out.writeIndex(EPOCH);
      out.writeInt(epoch.epoch());
      out.writeString(epoch.topicId());
      out.writeInt(epoch.partitions());
      out.writeInt(epoch.rules());
      out.writeString(epoch.reason());
      out.writeLong(epoch.raisedAt().toEpochMilli());
    } else if (control instanceof Emitted emitted) {
      out.writeIndex(EMITTED);
      out.writeInt(emitted.partition());
      out.writeLong(emitted.offset());
    }
  }

  @Override
  public Control read(BinaryDecoder in) throws IOException {
    int branch = in.readIndex();
    return switch (branch) {
      case EPOCH ->
          new Epoch(
              in.readInt(),
              Bounded.text(in),
              in.readInt(),
              in.readInt(),
              Bounded.text(in),
              Instant.ofEpochMilli(in.readLong()));
      case EMITTED -> new Emitted(in.readInt(), in.readLong());
      default -> throw new IOException("value: wanted branch 0 or 1, found " + branch);
    };
  }
}
