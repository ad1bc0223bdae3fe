package telemetry.recalculation;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import telemetry.model.PointKey;

/**
 * Which rows a recalculation is about.
 *
 * @param after rows whose interval ends after this
 * @param until rows whose interval ends at or before this
 * @param systems rows of these systems; all if it is empty
 * @param points rows of these points; all of the systems if it is empty
 */
public record Scope(Instant after, Instant until, Set<Integer> systems, Set<PointKey> points) {
  /** Refuses what holds nothing. */
  public Scope {
    if (!after.isBefore(until)) {
      throw new IllegalArgumentException(
          "scope: wanted a beginning before its end, found " + after + " to " + until);
    }
    systems = Set.copyOf(systems);
    points = Set.copyOf(points);
  }

  /** Whether it holds something of a system. */
  public boolean holds(int systemId) {
    return (systems.isEmpty() || systems.contains(systemId))
        && (points.isEmpty() || points.stream().anyMatch(point -> point.systemId() == systemId));
  }

  /** Whether it holds a point. */
  public boolean holds(PointKey point) {
    return (systems.isEmpty() || systems.contains(point.systemId()))
        && (points.isEmpty() || points.contains(point));
  }

  /** The systems that it names, by themselves or by their points; empty if it is about all. */
  public Set<Integer> named() {
    var named = new TreeSet<Integer>(systems);
    if (systems.isEmpty()) {
      points.forEach(point -> named.add(point.systemId()));
    }
    return named;
  }
}
