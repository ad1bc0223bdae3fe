package telemetry.gateway.pace;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds each system to its {@link Rate}. Asked only after the key was right, so that a stranger
 * cannot use up a system's share, and the systems remembered are the declared ones.
 */
public final class Rates {
  private static final long SECOND_MICROS = 1_000_000;

  private final Rate rate;
  private final long eachMicros;
  private final long slackMicros;

  /** When a system's requests so far would have been over at the steady rate, in microseconds. */
  private final Map<Integer, Long> over = new HashMap<>();

  /** Nobody has spoken yet. */
  public Rates(Rate rate) {
    this.rate = rate;
    this.eachMicros = Math.max(1, SECOND_MICROS / rate.perSecond());
    this.slackMicros = eachMicros * rate.burst();
  }

  /** Takes one request of a system: zero, or how long it must wait. */
  public synchronized Duration take(int systemId, Instant now) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    long next = Math.max(over.getOrDefault(systemId, 0L), micros) + eachMicros;
    long early = next - slackMicros - micros;
    if (early > 0) {
      return Duration.of(early, ChronoUnit.MICROS);
    }
    over.put(systemId, next);
    return Duration.ZERO;
  }

  /** The rate, for answers. */
  public String text() {
    return "at most " + rate.perSecond() + " requests a second, " + rate.burst() + " at once";
  }
}
