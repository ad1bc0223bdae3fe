package telemetry.registry;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before asking again: twice as long each time up to a limit, and a random part of
 * it, so that processes that failed together do not come back together.
 */
final class Backoff {
  /** Where waiting happens; tests only note it. */
  interface Pause {
    void of(Duration length) throws InterruptedException;
  }

  static final Pause SLEEP = length -> TimeUnit.MILLISECONDS.sleep(length.toMillis());

  private final long first;
  private final long most;
  private final DoubleSupplier random;

  /**
   * Takes the limits.
   *
   * @param first the longest first wait
   * @param most the longest wait
   * @param random from 0 to 1
   */
  Backoff(Duration first, Duration most, DoubleSupplier random) {
    this.first = first.toMillis();
    this.most = most.toMillis();
    this.random = random;
  }

  /** How long to wait after so many failures, from 1: half of the full wait, or up to all of it. */
  Duration after(int failures) {
    double full = Math.min((double) most, first * Math.pow(2, failures - 1.0));
    return Duration.ofMillis((long) (full * (0.5 + random.getAsDouble() / 2)));
  }
}
