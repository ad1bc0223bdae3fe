package telemetry.deploy.corrections;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import telemetry.recalculation.Counts;

/**
 * What a correction would send.
 *
 * @param changes polls that are to say something else, in the order of systems and time
 * @param left polls in its scope that say what they must already
 * @param newer polls that somebody corrected later: they stay
 */
public record CorrectionPlan(List<PollChange> changes, long left, List<PollName> newer) {
  /** Copies. */
  public CorrectionPlan {
    changes = List.copyOf(changes);
    newer = List.copyOf(newer);
  }

  /** Whether there was no poll that it could have spoken of. */
  public boolean isAboutNothing() {
    return changes.isEmpty() && left == 0 && newer.isEmpty();
  }

  /** What becomes of the polls. */
  public Counts counts() {
    Counts counts = new Counts(0, 0, 0, left, newer.size(), 0, 0, 0);
    for (PollChange change : changes) {
      counts = counts.plus(change.counts());
    }
    return counts;
  }

  /** How many polls say something else of each point. */
  public TreeMap<String, Long> points() {
    var points = new TreeMap<String, Long>();
    changes.forEach(
        change ->
            change
                .points()
                .keySet()
                .forEach(
                    point -> points.merge(change.now().systemId() + "/" + point, 1L, Long::sum)));
    return points;
  }

  /** Why it must not be run, if it must not. */
  public Optional<String> refusal(@Nullable Long expected, long most) {
    int polls = changes.size();
    if (expected != null && polls != expected) {
      return Optional.of("wanted to correct " + expected + " polls, would correct " + polls);
    }
    return polls > most
        ? Optional.of("wanted to correct at most " + most + " polls, would correct " + polls)
        : Optional.empty();
  }
}
