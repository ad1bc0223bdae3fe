package telemetry.avro;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.BinaryDecoder;

/**
 * Sizes as they stand in the bytes, held against what is left of them. Avro's own decoder makes an
 * array as long as the sender says before it looks whether so much is there: five bytes would cost
 * two gigabytes.
 */
final class Bounded {
  private Bounded() {}

  /** A text. */
  static String text(BinaryDecoder in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  /** Bytes. */
  static byte[] bytes(BinaryDecoder in) throws IOException {
    byte[] result = new byte[size(in.readLong(), in)];
    in.readFixed(result, 0, result.length);
    return result;
  }

  /** A text or bytes that nobody wants. */
  static void skip(BinaryDecoder in) throws IOException {
    in.skipFixed(size(in.readLong(), in));
  }

  /** How many items an array's or map's block says it has; each takes a byte or more. */
  static int items(long count, BinaryDecoder in) throws IOException {
    return size(count, in);
  }

  private static int size(long said, BinaryDecoder in) throws IOException {
    int left = in.inputStream().available();
    if (said < 0 || said > left) {
      throw new EOFException("a size of " + said + " with " + left + " bytes left");
    }
    return (int) said;
  }
}
