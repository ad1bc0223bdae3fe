package telemetry.window;

import java.util.List;

/**
 * What is known of a system besides its polls.
 *
 * @param floor polls at or before this instant were forgotten
 * @param turnedAway the newest instant of a reading that was turned away as late
 * @param points the points, in the order of their numbers
 * @param carries per counter, the newest number that was forgotten
 */
public record Facts(
    long floor, long turnedAway, List<PointTable.Point> points, List<Carry> carries) {
  /** Nothing was ever forgotten. */
  public static final long NO_FLOOR = Long.MIN_VALUE;

  /** None was ever turned away. */
  public static final long NEVER = Long.MIN_VALUE;

  /** Of a system of which none was ever turned away. */
  public Facts(long floor, List<PointTable.Point> points, List<Carry> carries) {
    this(floor, NEVER, points, carries);
  }

  /** Of a system that is heard since an instant, and may have been heard before. */
  public static Facts since(long instant) {
    return new Facts(NO_FLOOR, instant, List.of(), List.of());
  }

  /** Keeps the lists from changing. */
  public Facts {
    points = List.copyOf(points);
    carries = List.copyOf(carries);
  }

  /**
   * A counter's newest number that was forgotten.
   *
   * @param point the counter
   * @param at when it was measured
   * @param number the number
   */
  public record Carry(int point, long at, double number) {}
}
