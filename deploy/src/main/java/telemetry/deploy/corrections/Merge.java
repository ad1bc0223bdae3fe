package telemetry.deploy.corrections;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import telemetry.model.PointValue;
import telemetry.window.Position;

/**
 * The readings of one point become those of another of its system. Where both said something at one
 * instant, what was received last counts, and the other stands in the log alone.
 *
 * @param from the path that is not to be used any more
 * @param into the path that is
 */
record Merge(String from, String into) {
  /** What is to be sent. */
  CorrectionPlan plan(Map<PollName, StandingPoll> polls, Instant receivedAt) {
    Map<Instant, Position> others = new TreeMap<>();
    polls.forEach(
        (name, poll) -> {
          if (!poll.isVoid() && value(poll, into).isPresent()) {
            others.merge(name.measuredAt(), poll.position(), (a, b) -> b.isAfter(a) ? b : a);
          }
        });
    var changes = new ArrayList<PollChange>();
    for (StandingPoll poll : polls.values()) {
      if (!poll.isVoid() && value(poll, from).isPresent()) {
        @Nullable Position other = others.get(poll.reading().measuredAt());
        boolean counts = other == null || poll.position().isAfter(other);
        PollChange.of(poll.reading(), values -> edit(values, counts), receivedAt)
            .ifPresent(changes::add);
      }
    }
    return new CorrectionPlan(changes, 0, List.of());
  }

  private List<PointValue> edit(List<PointValue> values, boolean counts) {
    var now = new ArrayList<PointValue>();
    for (PointValue value : values) {
      if (!value.point().equals(from)) {
        now.add(value);
      } else if (counts) {
        now.add(new PointValue(into, value.kind(), value.unit(), value.value(), value.quality()));
      }
    }
    return now;
  }

  /** How many instants both spoke of. */
  long overlaps(Map<PollName, StandingPoll> polls) {
    Map<Instant, Integer> said = new TreeMap<>();
    polls.values().stream()
        .filter(poll -> !poll.isVoid())
        .forEach(
            poll -> {
              int both =
                  (value(poll, from).isPresent() ? 1 : 0) | (value(poll, into).isPresent() ? 2 : 0);
              said.merge(poll.reading().measuredAt(), both, (a, b) -> a | b);
            });
    return said.values().stream().filter(both -> both == 3).count();
  }

  /** Why they are not one point, if they are not. */
  Optional<String> contradiction(Map<PollName, StandingPoll> polls) {
    PointValue one = newest(polls, from);
    PointValue other = newest(polls, into);
    if (one == null || other == null) {
      return Optional.empty();
    }
    return one.kind() == other.kind() && one.unit().equals(other.unit())
        ? Optional.empty()
        : Optional.of(
            "%s is a %s in '%s', and %s a %s in '%s': no one point"
                .formatted(from, one.kind(), one.unit(), into, other.kind(), other.unit()));
  }

  private static @Nullable PointValue newest(Map<PollName, StandingPoll> polls, String point) {
    PointValue newest = null;
    for (StandingPoll poll : polls.values()) {
      newest = value(poll, point).orElse(newest);
    }
    return newest;
  }

  private static Optional<PointValue> value(StandingPoll poll, String point) {
    return poll.reading().values().stream().filter(it -> it.point().equals(point)).findFirst();
  }
}
