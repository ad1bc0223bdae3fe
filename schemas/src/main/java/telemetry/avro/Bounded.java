package telemetry.avro;

import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;

/**
 * Sizes as they stand in the bytes, held against what is left of them. Avro's own decoder makes an
 * array as long as the sender says before it looks whether so much is there: five bytes would cost
 * two gigabytes.
 */
final class Bounded {
  private Bounded() {}

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
