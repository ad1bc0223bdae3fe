package telemetry.window;

import java.util.List;

/**
 * What is known of a system besides its polls.
 *
 * @param floor polls at or before this instant were forgotten
 * @param points the points, in the order of their numbers
 * @param carries per counter, the newest number that was forgotten
 */
public record Facts(long floor, List<PointTable.Point> points, List<Carry> carries) {
  /** Nothing was ever forgotten. */
  public static final long NO_FLOOR = Long.MIN_VALUE;

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
