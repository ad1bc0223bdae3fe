package telemetry.sink.jdbc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the binary format of PostgreSQL's COPY: a header, then per row its number of fields and
 * per field its length (−1 for null) and bytes, big endian, then a trailer. Bytes are set one by
 * one: array views were seen to lose writes on JDK 17.
 */
final class CopyBuffer {
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  /** Seconds from 1970-01-01 to 2000-01-01, where PostgreSQL's time begins. */
  private static final long EPOCH_SECONDS = 946_684_800L;

  /** The most that a field of a fixed length takes, with its length. */
  private static final int FIXED = 12;

  private static final int SHORT = 32;

  /** The type of the elements of a {@code text[]}. */
  private static final int TEXT = 25;

  private byte[] bytes = new byte[64 * 1024];
  private int size;

  /** Room for the fields of a row is made once, and again behind each text. */
  private int room;

  /** Begins the copy of a batch. */
  CopyBuffer begin() {
    size = 0;
    need(HEADER.length);
    System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
    size = HEADER.length;
    return this;
  }

  /** Forgets what was sent already; the copy goes on. */
  void clear() {
    size = 0;
  }

  /** Begins a row of so many fields. */
  CopyBuffer row(int fields) {
    room = 2 + fields * FIXED;
    need(room);
    return int16(fields);
  }

  /** An {@code integer}. */
  CopyBuffer integer(int value) {
    return int32(4).int32(value);
  }

  /** A {@code bigint}. */
  CopyBuffer bigint(long value) {
    return int32(8).int64(value);
  }

  /** A {@code float8}. */
  CopyBuffer float8(@Nullable Double value) {
    return value == null ? none() : int32(8).int64(Double.doubleToRawLongBits(value));
  }

  /** A {@code text}, or an enum by its label. */
  CopyBuffer text(@Nullable String value) {
    if (value == null) {
      return none();
    }
    int length = value.length();
    if (length <= SHORT) {
      // Four labels a row, mostly: set byte by byte, as far as a character is one.
      need(room + Integer.BYTES + SHORT);
      int start = size;
      int32(length);
      int i = 0;
      while (i < length && value.charAt(i) < 0x80) {
        bytes[size++] = (byte) value.charAt(i++);
      }
      if (i == length) {
        return this;
      }
      size = start;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    int32(utf8.length);
    need(Math.addExact(utf8.length, room));
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
    return this;
  }

  /** A {@code text[]}. */
  CopyBuffer texts(List<String> values) {
    need(room + 6 * Integer.BYTES);
    int start = size;
    int32(0).int32(values.isEmpty() ? 0 : 1).int32(0).int32(TEXT);
    if (!values.isEmpty()) {
      int32(values.size()).int32(1);
    }
    values.forEach(this::text);
    int end = size;
    size = start;
    int32(end - start - Integer.BYTES);
    size = end;
    return this;
  }

  /** A {@code boolean}. */
  CopyBuffer bool(boolean value) {
    int32(1);
    bytes[size++] = (byte) (value ? 1 : 0);
    return this;
  }

  /**
   * A {@code timestamptz}, to the microsecond.
   *
   * @throws ArithmeticException if it is more than 292,000 years away
   */
  CopyBuffer timestamptz(@Nullable Instant value) {
    if (value == null) {
      return none();
    }
    long micros = Math.multiplyExact(value.getEpochSecond() - EPOCH_SECONDS, 1_000_000L);
    return int32(8).int64(Math.addExact(micros, value.getNano() / 1000));
  }

  /** A null of any type. */
  CopyBuffer none() {
    return int32(-1);
  }

  /** Ends the copy. */
  CopyBuffer end() {
    need(2);
    return int16(-1);
  }

  /** The bytes, of which {@link #size()} count. */
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  private CopyBuffer int16(int value) {
    bytes[size++] = (byte) (value >>> 8);
    bytes[size++] = (byte) value;
    return this;
  }

  private CopyBuffer int32(int value) {
    bytes[size++] = (byte) (value >>> 24);
    bytes[size++] = (byte) (value >>> 16);
    bytes[size++] = (byte) (value >>> 8);
    bytes[size++] = (byte) value;
    return this;
  }

  private CopyBuffer int64(long value) {
    return int32((int) (value >>> 32)).int32((int) value);
  }

  private void need(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
    }
  }
}
