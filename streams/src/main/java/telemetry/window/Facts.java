package telemetry.window;

import java.util.List;
import java.util.Set;

/**
 * What is known of a system besides its polls.
 *
 * @param vendors of a longer reach that speak for it
 * @param floor polls at or before this instant were forgotten
 * @param turnedAway the newest instant of a reading that was turned away as late
 * @param points the points, in the order of their numbers
 * @param carries per counter, the newest number that was forgotten
 */
public record Facts(
    Set<String> vendors,
    long floor,
    long turnedAway,
    List<PointTable.Point> points,
    List<Carry> carries) {
  /** Nothing was ever forgotten. */
  public static final long NO_FLOOR = Long.MIN_VALUE;

  /** None was ever turned away. */
  public static final long NEVER = Long.MIN_VALUE;

  /** Of a system that is heard since an instant, and may have been heard before. */
  public static Facts since(long instant) {
    return new Facts(Set.of(), NO_FLOOR, instant, List.of(), List.of());
  }

  /** Keeps the lists from changing. */
  public Facts {
    vendors = Set.copyOf(vendors);
    points = List.copyOf(points);
    carries = List.copyOf(carries);
  }

  /** Points that are known from elsewhere, of a system that was not heard. */
  public static Facts of(List<PointTable.Point> points) {
    return new Facts(Set.of(), NO_FLOOR, NEVER, points, List.of());
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
