package telemetry.model;

import java.time.Duration;

/**
 * The 5-minute grid. An interval is (end − 5 min, end], named by its end; a reading exactly on a
 * boundary belongs to the interval that ends there. Instants are epoch milliseconds.
 */
public final class Interval {
  /** The length of an interval. */
  public static final Duration LENGTH = Duration.ofMinutes(5);

  /** The same in milliseconds. */
  public static final long MILLIS = LENGTH.toMillis();

  private Interval() {}

  /** The end of the interval that an instant belongs to. */
  public static long endOf(long millis) {
    return -Math.floorDiv(-millis, MILLIS) * MILLIS;
  }
}
