package telemetry.window;

import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link StateWriter} wrote. State is our own: what does not fit is a defect, not data.
 */
final class StateReader {
  private final byte[] bytes;
  private int at;

  StateReader(byte[] bytes) {
    this.bytes = bytes;
  }

  byte raw() {
    return bytes[at++];
  }

  long number() {
    long rest = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at++];
      rest |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return (rest >>> 1) ^ -(rest & 1);
      }
    }
  }

  int count() {
    return Math.toIntExact(number());
  }

  double real() {
    long bits = 0;
    for (int i = 0; i < 8; i++) {
      bits = (bits << 8) | (bytes[at++] & 0xFF);
    }
    return Double.longBitsToDouble(bits);
  }

  String text() {
    int length = count();
    var text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  boolean hasMore() {
    return at < bytes.length;
  }

  void end() {
    if (at != bytes.length) {
      throw new IllegalStateException(
          "state: wanted an entry of " + at + " bytes, found " + bytes.length);
    }
  }
}
