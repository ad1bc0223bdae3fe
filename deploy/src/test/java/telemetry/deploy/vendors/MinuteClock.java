package telemetry.deploy.vendors;

import java.time.Duration;
import java.time.Instant;
import telemetry.deploy.AheadClock;

/**
 * The system's clock, until it is told that nobody wants to wait for the full minute: then it skips
 * most of each of the next minutes, so that what is asked once a minute is asked every three
 * seconds, whenever it was first known. After that it goes on by itself, less than ten minutes
 * ahead: further, and readings would be of the future.
 */
final class MinuteClock extends AheadClock {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofSeconds(3);
  private static final Duration NEAR = Duration.ofSeconds(2);
  private static final long MINUTES = 8;

  private volatile Instant since = Instant.MAX;

  /** From now on a full minute is always near. */
  void skipMinutes() {
    since = Instant.now();
  }

  @Override
  protected Duration ahead(Instant now) {
    Instant begin = since;
    if (now.isBefore(begin)) {
      return Duration.ZERO;
    }
    long skipped = Math.min(MINUTES, Duration.between(begin, now).dividedBy(KEPT));
    long left = MINUTE.toMillis() - Math.floorMod(begin.toEpochMilli(), MINUTE.toMillis());
    return MINUTE.minus(KEPT).multipliedBy(skipped).plusMillis(Math.max(0, left - NEAR.toMillis()));
  }
}
