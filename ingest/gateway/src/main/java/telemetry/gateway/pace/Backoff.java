package telemetry.gateway.pace;

import java.time.Duration;
import telemetry.vendors.ask.Trouble;

/**
 * How long a question that failed is left alone: twice as long each time, up to a bound, and by
 * chance up to half of it less, so that those who failed together do not come back together.
 */
public final class Backoff {
  private static final Duration PASSING_MOST = Duration.ofMinutes(15);
  private static final Duration LASTING = Duration.ofMinutes(15);
  private static final Duration LASTING_MOST = Duration.ofHours(6);
  private static final int MOST_DOUBLINGS = 20;

  private Backoff() {}

  /**
   * How long.
   *
   * @param trouble passing or lasting
   * @param first how long after the first that may pass by itself
   * @param failures how often it failed in a row, from 1
   * @param chance from 0 to 1
   */
  public static Duration after(Trouble trouble, Duration first, int failures, double chance) {
    boolean lasting = trouble == Trouble.LASTING;
    Duration most = lasting ? LASTING_MOST : PASSING_MOST;
    Duration doubled =
        (lasting ? LASTING : first).multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    Duration longest = doubled.compareTo(most) > 0 ? most : doubled;
    return Duration.ofMillis((long) (longest.toMillis() * (1 - chance / 2)));
  }
}
