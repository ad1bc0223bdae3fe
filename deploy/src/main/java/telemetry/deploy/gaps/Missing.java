package telemetry.deploy.gaps;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A time of one system in which something is missing: what its vendor is to be asked again.
 *
 * @param systemId the system
 * @param from where it begins
 * @param to where it ends
 * @param intervals how many are missing in it, of all points
 */
public record Missing(int systemId, Instant from, Instant to, int intervals) {
  /** Holes that are so near to each other are one: an answer tells of hours, often of a day. */
  private static final Duration NEAR = Duration.ofHours(1);

  /** The times of some holes, by system, the oldest first. */
  public static List<Missing> of(List<Gap> gaps) {
    var times = new ArrayList<Missing>();
    gaps.stream()
        .map(gap -> new Missing(gap.point().systemId(), gap.after(), gap.until(), gap.missing()))
        .sorted(Comparator.comparingInt(Missing::systemId).thenComparing(Missing::from))
        .forEach(
            next -> {
              Missing last = times.isEmpty() ? null : times.get(times.size() - 1);
              if (last != null && last.isNear(next)) {
                times.set(times.size() - 1, last.with(next));
              } else {
                times.add(next);
              }
            });
    return times;
  }

  private boolean isNear(Missing later) {
    return systemId == later.systemId && !later.from.isAfter(to.plus(NEAR));
  }

  private Missing with(Missing later) {
    Instant end = later.to.isAfter(to) ? later.to : to;
    return new Missing(systemId, from, end, intervals + later.intervals);
  }
}
