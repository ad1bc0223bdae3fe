package telemetry.avro;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Unions of null and one type, null first, as every optional field of the schemas is. */
final class Optionals {
  private static final int NULL = 0;
  private static final int VALUE = 1;

  private Optionals() {}

  /** Writes which branch follows; true if the value itself must. */
  static boolean branch(@Nullable Object value, AvroOut out) {
    out.writeIndex(value == null ? NULL : VALUE);
    return value != null;
  }

  /** Reads which branch follows; true if it is the value. */
  static boolean present(AvroIn in) throws IOException {
    int branch = in.readIndex();
    if (branch != NULL && branch != VALUE) {
      throw new IOException("union: wanted branch 0 or 1, found " + branch);
    }
    return branch == VALUE;
  }

  static void write(@Nullable Double value, AvroOut out) {
    if (branch(value, out) && value != null) {
      out.writeDouble(value);
    }
  }

  static void write(@Nullable String value, AvroOut out) {
    if (branch(value, out) && value != null) {
      out.writeString(value);
    }
  }

  static void write(@Nullable Instant value, AvroOut out) {
    if (branch(value, out) && value != null) {
      out.writeLong(value.toEpochMilli());
    }
  }

  static @Nullable Double number(AvroIn in) throws IOException {
    return present(in) ? (Double) in.readDouble() : null;
  }

  static @Nullable String text(AvroIn in) throws IOException {
    return present(in) ? in.readText() : null;
  }

  static @Nullable Instant instant(AvroIn in) throws IOException {
    return present(in) ? Instant.ofEpochMilli(in.readLong()) : null;
  }
}
