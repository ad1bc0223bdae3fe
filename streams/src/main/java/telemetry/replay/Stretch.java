package telemetry.replay;

import java.time.Duration;

/**
 * The readings of a system that are heard: those measured in (after, until].
 *
 * @param after epoch milliseconds
 * @param until epoch milliseconds
 * @param grown how often it was made longer
 */
record Stretch(long after, long until, int grown) {
  private static final long[] STEPS = {
    Duration.ofDays(1).toMillis(), Duration.ofDays(30).toMillis()
  };

  /** One that reaches this far beyond what is wanted. */
  static Stretch around(long after, long until) {
    return new Stretch(after, until, 0);
  }

  boolean holds(long at) {
    return at > after && at <= until;
  }

  /** Whether it is all there is. */
  boolean isAll() {
    return grown > STEPS.length;
  }

  /** A longer one: a day, a month, then all there is. */
  Stretch longer() {
    return grown < STEPS.length
        ? new Stretch(after - STEPS[grown], until + STEPS[grown], grown + 1)
        : new Stretch(Long.MIN_VALUE, Long.MAX_VALUE, grown + 1);
  }
}
