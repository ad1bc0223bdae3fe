package telemetry.deploy.gaps;

import java.time.Duration;
import java.time.Instant;
import telemetry.model.PointKey;

/**
 * A hole.
 *
 * @param point the point
 * @param after the end of the last interval that is there, or where the search began
 * @param until the end of the last interval that is missing
 * @param missing how many intervals are expected in it and not there
 */
public record Gap(PointKey point, Instant after, Instant until, int missing) {
  /** How long it is. */
  public Duration length() {
    return Duration.between(after, until);
  }
}
