package telemetry.deploy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, and ahead of it by what a test does not want to wait for. */
public abstract class AheadClock extends Clock {
  /** How far it is ahead when the system's clock shows an instant. */
  protected abstract Duration ahead(Instant now);

  @Override
  public final Instant instant() {
    Instant now = Instant.now();
    return now.plus(ahead(now));
  }

  @Override
  public final ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public final Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("instants have no zone");
  }
}
