package telemetry.avro;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes Avro binary into a scratch array that is used again for every value: a row is on its way
 * with one copy. Arrays and maps are one block. Not for two threads at once.
 */
public final class AvroOut {
  private static final int KEPT = 1 << 16;

  private byte[] bytes = new byte[512];
  private int size;

  /** Begins anew, with what stands before the value. */
  public AvroOut begin(byte[] header) {
    size = 0;
    append(header);
    return this;
  }

  /** What was written since it was begun. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Whether it is small enough to wait for the next value: one huge body must not be for ever. */
  public boolean worthKeeping() {
    return bytes.length <= KEPT;
  }

  void writeInt(int value) {
    writeLong(value);
  }

  void writeLong(long value) {
    reserve(10);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Which branch of a union follows. */
  void writeIndex(int branch) {
    writeLong(branch);
  }

  void writeEnum(int symbol) {
    writeLong(symbol);
  }

  void writeBoolean(boolean value) {
    reserve(1);
    bytes[size++] = (byte) (value ? 1 : 0);
  }

  void writeDouble(double value) {
    reserve(Double.BYTES);
    long bits = Double.doubleToRawLongBits(value);
    for (int i = 0; i < Double.BYTES; i++) {
      bytes[size++] = (byte) bits;
      bits >>>= 8;
    }
  }

  void writeString(String text) {
    int length = text.length();
    reserve(length + 1);
    // Mostly short and of one byte a character: written straight in, behind a length of one byte.
    if (length < 64) {
      int start = size++;
      for (int i = 0; i < length; i++) {
        char c = text.charAt(i);
        if (c >= 0x80) {
          size = start;
          writeBytes(text.getBytes(StandardCharsets.UTF_8));
          return;
        }
        bytes[size++] = (byte) c;
      }
      bytes[start] = (byte) (length << 1);
    } else {
      writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  void writeBytes(byte[] value) {
    writeLong(value.length);
    append(value);
  }

  /** How many items follow; after them comes {@link #writeEnd}. */
  void writeItems(int count) {
    if (count > 0) {
      writeLong(count);
    }
  }

  /** No more items follow. */
  void writeEnd() {
    writeLong(0);
  }

  private void append(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
