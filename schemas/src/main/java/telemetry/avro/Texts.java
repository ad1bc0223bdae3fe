package telemetry.avro;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Short texts that were met of late: paths and units come with every poll, and need not be made
 * anew each time. Whoever compares them finds most of them to be one object.
 */
final class Texts {
  private static final int LONGEST = 64;

  /** A power of 2: a few hundred systems of some tens of paths. */
  private static final int SLOTS = 4096;

  /** A poll of 128 points has two a point, and two of its own. */
  private static final int PLACES = 260;

  private static final class Met {
    final byte[] utf8;
    final String text;

    Met(byte[] utf8, String text) {
      this.utf8 = utf8;
      this.text = text;
    }

    boolean is(byte[] bytes, int from, int length) {
      return Arrays.equals(utf8, 0, utf8.length, bytes, from, from + length);
    }
  }

  private final @Nullable Met[] slots = new Met[SLOTS];

  /** What stood in the same place of the value before: mostly that of this one too. */
  private final @Nullable Met[] before = new Met[PLACES];

  /**
   * The text of some bytes.
   *
   * @param place how many texts of the value come before it
   */
  String of(int place, byte[] bytes, int from, int length) {
    if (length > LONGEST) {
      return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    if (place >= PLACES) {
      return met(bytes, from, length).text;
    }
    Met likely = before[place];
    if (likely == null || !likely.is(bytes, from, length)) {
      likely = met(bytes, from, length);
      before[place] = likely;
    }
    return likely.text;
  }

  private Met met(byte[] bytes, int from, int length) {
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + bytes[from + i];
    }
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    Met met = slots[slot];
    if (met == null || !met.is(bytes, from, length)) {
      var text = new String(bytes, from, length, StandardCharsets.UTF_8);
      met = new Met(Arrays.copyOfRange(bytes, from, from + length), text);
      slots[slot] = met;
    }
    return met;
  }
}
