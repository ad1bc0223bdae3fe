package telemetry.model;

import java.util.HashMap;
import java.util.Map;

/**
 * How fast counters can rise, where somebody knows it: a rise faster than its point can is no
 * growth. Part of the rules of an epoch, so that one revision never follows from two limits.
 *
 * @param maxPerHour in the point's own unit, by {@code 6/solar_wh_total}, or {@code *}{@code
 *     /solar_wh_total} for every system that has none of its own
 */
public record CounterLimits(Map<String, Double> maxPerHour) {
  /** No counter has a limit. */
  public static final CounterLimits NONE = new CounterLimits(Map.of());

  private static final String EVERY = "*/";

  /** Refuses what could limit nothing. */
  public CounterLimits {
    maxPerHour.forEach(CounterLimits::require);
    maxPerHour = Map.copyOf(maxPerHour);
  }

  private static void require(String point, double limit) {
    if (point.startsWith(EVERY)) {
      PointKey.requirePath(point.substring(EVERY.length()));
    } else {
      PointKey.parse(point);
    }
    if (!(limit > 0) || !Double.isFinite(limit)) {
      throw new IllegalArgumentException(
          point + ": wanted a limit per hour above 0, found " + limit);
    }
  }

  /** Whether no point has one. */
  public boolean isEmpty() {
    return maxPerHour.isEmpty();
  }

  /** The limit of a point; positive infinity where it has none. */
  public double of(PointKey point) {
    if (maxPerHour.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    Double own = maxPerHour.get(point.text());
    return own != null
        ? own
        : maxPerHour.getOrDefault(EVERY + point.path(), Double.POSITIVE_INFINITY);
  }

  /** The same with others added or put in place of theirs. */
  public CounterLimits with(Map<String, Double> more) {
    var all = new HashMap<>(maxPerHour);
    all.putAll(more);
    return new CounterLimits(all);
  }

  /** The same without some. */
  public CounterLimits without(Iterable<String> points) {
    var left = new HashMap<>(maxPerHour);
    for (String point : points) {
      if (left.remove(point) == null) {
        throw new IllegalArgumentException(
            point + ": wanted a point with a limit, found " + maxPerHour.keySet());
      }
    }
    return new CounterLimits(left);
  }
}
