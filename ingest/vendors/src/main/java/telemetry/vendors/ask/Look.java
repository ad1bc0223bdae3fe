package telemetry.vendors.ask;

import java.time.Duration;

/**
 * A rhythm in which a question is put. At each instant that is a multiple of {@code every} since
 * the epoch (so a minute's look comes at the full minute), all is asked since the place, and at
 * least the newest {@code back}, since the vendor may have changed its mind about that.
 *
 * @param every how often
 * @param back how far back at least; zero where nothing is ever revised
 */
public record Look(Duration every, Duration back) {
  /** Refuses a rhythm that is none. */
  public Look {
    if (every.isNegative() || every.isZero() || back.isNegative()) {
      throw new IllegalArgumentException(
          "look: wanted every > 0 and back >= 0, found " + every + " and " + back);
    }
  }

  /** Only what is new. */
  public static Look every(Duration every) {
    return new Look(every, Duration.ZERO);
  }
}
