package telemetry.avro;

import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import telemetry.model.Op;

/**
 * What a reading in bytes is of: who says it, from which source, of which points, in which kinds
 * and units. Another of the same shape differs in its values and times alone, and tells when it was
 * measured without being read. Not for two threads at once.
 */
public final class ReadingShape {
  /** In place of an instant: the bytes are of another shape. */
  public static final long ANOTHER = Long.MIN_VALUE;

  private static final Schema SCHEMA = SchemaFiles.read("SystemReading");
  private static final int PUT = SCHEMA.getField("op").schema().getEnumOrdinal(Op.PUT.name());
  private static final int NUMBER = 1;
  private static final int TEXT = 2;

  private final AvroIn in;
  private final byte[] bytes;
  private final int measuredAt;
  private final int[] begins;
  private final int[] ends;

  private ReadingShape(byte[] bytes, int from, AvroIn in) throws IOException {
    this.bytes = bytes;
    this.in = in;
    in.begin(bytes, from);
    in.readInt();
    in.skipText();
    in.skipText();
    this.measuredAt = in.readEnum() == PUT ? in.place() : -1;
    in.readLong();
    skipOrigin();
    int points = in.readItems();
    this.begins = new int[points];
    this.ends = new int[points];
    for (int i = 0; i < points; i++) {
      begins[i] = in.place();
      in.skipText();
      in.readEnum();
      in.skipText();
      ends[i] = in.place();
      skipValue();
    }
  }

  /**
   * The shape of a reading; null if it has none that others could have: a void, or points in more
   * than one block.
   *
   * @param value in our schema, read before
   * @param from where it begins, behind what must be the same before every other
   * @param in reads this one and the others
   */
  public static @Nullable ReadingShape of(byte[] value, int from, AvroIn in) throws IOException {
    var shape = new ReadingShape(value, from, in);
    return shape.measuredAt(value) == ANOTHER ? null : shape;
  }

  /** When a value was measured, in epoch milliseconds; {@link #ANOTHER} if it is of another. */
  public long measuredAt(byte[] value) {
    if (measuredAt < 0
        || value.length < measuredAt
        || !Arrays.equals(value, 0, measuredAt, bytes, 0, measuredAt)) {
      return ANOTHER;
    }
    try {
      in.begin(value, measuredAt);
      long at = in.readLong();
      skipOrigin();
      if (in.readItems() != begins.length) {
        return ANOTHER;
      }
      for (int i = 0; i < begins.length; i++) {
        int begin = in.place();
        int end = begin + ends[i] - begins[i];
        if (end > value.length || !Arrays.equals(value, begin, end, bytes, begins[i], ends[i])) {
          return ANOTHER;
        }
        in.begin(value, end);
        skipValue();
      }
      return in.readItems() == 0 && in.isEnd() ? at : ANOTHER;
    } catch (IOException e) {
      return ANOTHER; // Whoever reads it says what is wrong with it.
    }
  }

  /** The interval's start, when it was received, where its bytes stand, and its batch. */
  private void skipOrigin() throws IOException {
    if (Optionals.present(in)) {
      in.readLong();
    }
    in.readLong();
    if (Optionals.present(in)) {
      in.readInt();
      in.readLong();
    }
    if (Optionals.present(in)) {
      in.readInt();
    }
  }

  private void skipValue() throws IOException {
    int branch = in.readIndex();
    if (branch == NUMBER) {
      in.readDouble();
    } else if (branch == TEXT) {
      in.skipText();
    }
    in.readEnum();
  }
}
