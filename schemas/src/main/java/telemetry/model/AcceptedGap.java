package telemetry.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hole that will never be filled, and is no longer told of.
 *
 * @param point the point; all of its system if it is null
 * @param systemId the system
 * @param after where it begins, exclusive
 * @param until where it ends, inclusive
 * @param who accepted it
 * @param reason why
 * @param at when
 */
public record AcceptedGap(
    int systemId,
    @Nullable String point,
    Instant after,
    Instant until,
    String who,
    String reason,
    Instant at)
    implements Control {
  /** Refuses what is no hole. */
  public AcceptedGap {
    SystemIds.require(systemId);
    if (!after.isBefore(until)) {
      throw new IllegalArgumentException(
          "gap: wanted a beginning before its end, found " + after + " to " + until);
    }
  }

  @Override
  public String key() {
    return "gap/" + systemId + "/" + (point == null ? "" : point) + "/" + after + "/" + until;
  }

  /** Whether it speaks of a point over all of some time. */
  public boolean covers(PointKey key, Instant from, Instant to) {
    return key.systemId() == systemId
        && (point == null || point.equals(key.path()))
        && !after.isAfter(from)
        && !until.isBefore(to);
  }
}
