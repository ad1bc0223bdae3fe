package telemetry.window;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes state compactly into a scratch array that is used again for every entry. */
final class StateWriter {
  private byte[] bytes = new byte[1024];
  private int size;

  StateWriter clear() {
    size = 0;
    return this;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }

  void raw(byte value) {
    reserve(1);
    bytes[size++] = value;
  }

  /** A number of any sign; small ones take few bytes. */
  void number(long value) {
    long rest = (value << 1) ^ (value >> 63);
    reserve(10);
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void real(double value) {
    reserve(8);
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (bits >>> shift);
    }
  }

  void text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    reserve(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
