package telemetry.avro;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import telemetry.model.PointKey;

/**
 * Reads Avro binary. Every size in the bytes is held against what is left of them: Avro's own
 * decoder makes an array as long as the sender says before it looks whether so much is there, and
 * five bytes would cost two gigabytes. Not for two threads at once.
 */
public final class AvroIn {
  private static final int INT_BYTES = 5;
  private static final int LONG_BYTES = 10;

  private final Texts texts = new Texts();
  private final PointKeys pointKeys = new PointKeys();
  private byte[] bytes = new byte[0];
  private int at;
  private int readTexts;

  /** Begins to read a value that stands at some place. */
  public AvroIn begin(byte[] from, int place) {
    bytes = from;
    at = place;
    readTexts = 0;
    return this;
  }

  /** Whether everything was read. */
  public boolean isEnd() {
    return at == bytes.length;
  }

  /** Lets go of the bytes. */
  public void end() {
    bytes = new byte[0];
    at = 0;
  }

  int readInt() throws IOException {
    return (int) zigzag(INT_BYTES);
  }

  long readLong() throws IOException {
    return zigzag(LONG_BYTES);
  }

  /** Which branch of a union follows. */
  int readIndex() throws IOException {
    return readInt();
  }

  int readEnum() throws IOException {
    return readInt();
  }

  private long zigzag(int most) throws IOException {
    long rest = 0;
    for (int i = 0; i < most; i++) {
      if (at == bytes.length) {
        throw new EOFException("a number without its end");
      }
      byte next = bytes[at++];
      rest |= (next & 0x7FL) << (7 * i);
      if (next >= 0) {
        rest = most == INT_BYTES ? rest & 0xFFFFFFFFL : rest;
        return (rest >>> 1) ^ -(rest & 1);
      }
    }
    throw new IOException("a number of more than " + most + " bytes");
  }

  boolean readBoolean() throws IOException {
    require(1);
    byte said = bytes[at++];
    if (said != 0 && said != 1) {
      throw new IOException("a boolean of " + said);
    }
    return said == 1;
  }

  double readDouble() throws IOException {
    require(Double.BYTES);
    long bits = 0;
    for (int i = Double.BYTES - 1; i >= 0; i--) {
      bits = (bits << 8) | (bytes[at + i] & 0xFF);
    }
    at += Double.BYTES;
    return Double.longBitsToDouble(bits);
  }

  /** A text; of a short one that was met of late, the same object. */
  String readText() throws IOException {
    int length = size(readLong());
    String text = texts.of(readTexts++, bytes, at, length);
    at += length;
    return text;
  }

  /** A system and a path, which name a point; of one that was met of late, the same object. */
  PointKey readPointKey() throws IOException {
    return pointKeys.of(readInt(), readText());
  }

  /** Passes over a text. */
  void skipText() throws IOException {
    int length = size(readLong());
    at += length;
  }

  /** Where the next is read. */
  int place() {
    return at;
  }

  byte[] readBytes() throws IOException {
    int length = size(readLong());
    byte[] result = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return result;
  }

  /**
   * How many items the next block of an array or map has, each of a byte or more; 0 after the last.
   */
  int readItems() throws IOException {
    long count = readLong();
    if (count < 0) {
      // Then its length in bytes follows, for whoever wants to skip it.
      size(readLong());
      count = -count;
    }
    return size(count);
  }

  private int size(long said) throws IOException {
    if (said < 0) {
      throw new IOException("a size of " + said);
    }
    require(said);
    return (int) said;
  }

  private void require(long more) throws IOException {
    if (more > bytes.length - at) {
      throw new EOFException("a size of " + more + " with " + (bytes.length - at) + " bytes left");
    }
  }
}
