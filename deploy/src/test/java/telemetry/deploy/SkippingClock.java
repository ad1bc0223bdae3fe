package telemetry.deploy;

import java.time.Duration;
import java.time.Instant;

/** Skips time at once, when it is told to. */
final class SkippingClock extends AheadClock {
  private volatile Duration skipped = Duration.ZERO;

  /** So much later at once. */
  void skip(Duration time) {
    skipped = skipped.plus(time);
  }

  @Override
  protected Duration ahead(Instant now) {
    return skipped;
  }
}
