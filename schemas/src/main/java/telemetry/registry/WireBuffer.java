package telemetry.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import telemetry.avro.Codec;

/** A buffer and its encoder, for one value after the other. */
final class WireBuffer {
  private static final int KEPT = 1 << 16;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
  private int largest;

  /** One value in the wire format. */
  <T> byte[] write(int id, Codec<T> codec, T value) {
    bytes.reset();
    WireFormat.writeHeader(id, bytes);
    try {
      codec.write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory cannot fail", e);
    }
    largest = Math.max(largest, bytes.size());
    return bytes.toByteArray();
  }

  /** Whether it is small enough to wait for the next value: one huge body must not be for ever. */
  boolean worthKeeping() {
    return largest <= KEPT;
  }
}
