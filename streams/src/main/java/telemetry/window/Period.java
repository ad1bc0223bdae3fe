package telemetry.window;

import java.time.Duration;

/**
 * A stretch of time (start, end], named by its end. It is made of the windows that end in it.
 *
 * @param start exclusive
 * @param end inclusive
 */
record Period(long start, long end) {
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** What a day is called that ended where none ends any more. */
  static Period ofDayGone(long end) {
    return new Period(end - DAY, end);
  }

  /** Whether a window that ends at an instant belongs to it. */
  boolean holds(long windowEnd) {
    return windowEnd > start && windowEnd <= end;
  }

  long length() {
    return end - start;
  }
}
