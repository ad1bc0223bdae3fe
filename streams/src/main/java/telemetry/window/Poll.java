package telemetry.window;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import telemetry.model.Quality;
import telemetry.model.Value;

/**
 * One poll as the state holds it: points are indexes into the system's {@link PointTable}, in
 * ascending order, and their values stand in parallel arrays. Immutable by agreement: nobody writes
 * to the arrays.
 */
public final class Poll {
  /** The interval's start is not known. */
  public static final long NO_START = Long.MIN_VALUE;

  static final byte MISSING = 0;
  static final byte NUMBER = 1;
  static final byte TEXT = 2;
  private static final int FORM = 3;
  private static final int QUALITY_SHIFT = 2;
  private static final byte GOOD = 0;
  private static final byte ESTIMATED = 1;
  private static final byte BAD = 2;

  private final long at;
  private final String source;
  private final Position position;
  private final boolean voided;
  private final long since;
  final int[] points;
  final byte[] tags;
  final double[] numbers;
  final @Nullable String @Nullable [] texts;

  Poll(
      long at,
      String source,
      Position position,
      boolean voided,
      long since,
      int[] points,
      byte[] tags,
      double[] numbers,
      @Nullable String @Nullable [] texts) {
    this.at = at;
    this.source = source;
    this.position = position;
    this.voided = voided;
    this.since = since;
    this.points = points;
    this.tags = tags;
    this.numbers = numbers;
    this.texts = texts;
  }

  /** When it was measured. */
  public long at() {
    return at;
  }

  /** The vendor's stream. */
  public String source() {
    return source;
  }

  /** When it was received. */
  public Position position() {
    return position;
  }

  /**
   * Whether the poll is as if it had never been. Its place is kept, so that nothing older returns.
   */
  public boolean voided() {
    return voided;
  }

  /** Where its interval began, or {@link #NO_START}. */
  public long since() {
    return since;
  }

  /** How many points it holds. */
  public int size() {
    return points.length;
  }

  /** Where a point stands in this poll, negative if it does not. */
  int find(int point) {
    return Arrays.binarySearch(points, point);
  }

  boolean isNumber(int i) {
    return hasNumber(i) && quality(i) != Quality.BAD;
  }

  boolean isText(int i) {
    return hasText(i) && quality(i) != Quality.BAD;
  }

  boolean hasNumber(int i) {
    return hasNumber(tags[i]);
  }

  boolean hasText(int i) {
    return hasText(tags[i]);
  }

  static boolean hasNumber(byte tag) {
    return (tag & FORM) == NUMBER;
  }

  static boolean hasText(byte tag) {
    return (tag & FORM) == TEXT;
  }

  Quality quality(int i) {
    return switch (tags[i] >> QUALITY_SHIFT) {
      case GOOD -> Quality.GOOD;
      case ESTIMATED -> Quality.ESTIMATED;
      default -> Quality.BAD;
    };
  }

  @Nullable String text(int i) {
    return texts == null ? null : texts[i];
  }

  static byte tag(Value value, Quality quality) {
    byte form = value instanceof Value.Num ? NUMBER : value instanceof Value.Text ? TEXT : MISSING;
    byte trust =
        switch (quality) {
          case GOOD -> GOOD;
          case ESTIMATED -> ESTIMATED;
          case BAD -> BAD;
        };
    return (byte) (form | (trust << QUALITY_SHIFT));
  }

  /** Whether another says exactly the same; when it was received does not matter. */
  boolean says(Poll other) {
    return voided == other.voided
        && since == other.since
        && Arrays.equals(points, other.points)
        && Arrays.equals(tags, other.tags)
        && Arrays.equals(numbers, other.numbers)
        && Arrays.equals(texts, other.texts);
  }

  /** Whether both say the same of one point. */
  boolean saysOf(int point, Poll other) {
    int mine = find(point);
    int theirs = other.find(point);
    if (mine < 0 || theirs < 0) {
      return mine < 0 && theirs < 0;
    }
    return tags[mine] == other.tags[theirs]
        && Double.compare(numbers[mine], other.numbers[theirs]) == 0
        && Objects.equals(text(mine), other.text(theirs))
        && since == other.since;
  }
}
