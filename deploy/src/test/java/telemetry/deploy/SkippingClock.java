package telemetry.deploy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, and ahead of it by what a test does not want to wait for. */
final class SkippingClock extends Clock {
  private volatile Duration skipped = Duration.ZERO;

  /** So much later at once. */
  void skip(Duration time) {
    skipped = skipped.plus(time);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(skipped);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("instants have no zone");
  }
}
