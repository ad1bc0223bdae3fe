package telemetry.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import telemetry.model.PointKey;
import telemetry.model.PointValue;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.recalculation.Checksum;
import telemetry.recalculation.Counts;
import telemetry.recalculation.Piece;
import telemetry.recalculation.ReplacedPoll;
import telemetry.recalculation.RowKey;
import telemetry.topics.Topics;

/**
 * A piece of polls, compared with those that stand.
 *
 * @param piece which
 * @param changes what becomes of each of its polls, in the order of time
 */
record ComparedPolls(Piece piece, List<PollChange> changes) {
  ComparedPolls {
    changes = List.copyOf(changes);
  }

  /** What becomes of all its polls. */
  Counts counts() {
    return changes.stream().map(PollChange::verdict).reduce(Counts.NONE, Counts::plus);
  }

  /** What is to be sent. */
  List<ReplacedPoll> replaced() {
    var replaced = new ArrayList<ReplacedPoll>();
    for (PollChange change : changes) {
      if (change.now() != null) {
        replaced.add(new ReplacedPoll(change.now(), change.former()));
      }
    }
    return replaced;
  }

  /** Its polls as they stand. */
  Checksum before() {
    Checksum sum = Checksum.NONE;
    for (PollChange change : changes) {
      sum = sum.plus(of(change.former()));
    }
    return sum;
  }

  /** Its polls as they will. */
  Checksum after() {
    Checksum sum = Checksum.NONE;
    for (PollChange change : changes) {
      sum = sum.plus(of(change.now() == null ? change.former() : change.now()));
    }
    return sum;
  }

  private static Checksum of(@Nullable SystemReading poll) {
    return poll == null ? Checksum.NONE : Checksum.of(poll);
  }

  /** What becomes of the values of each point. */
  Map<Line.Key, Line> lines() {
    var lines = new TreeMap<Line.Key, Line>();
    for (PollChange change : changes) {
      SystemReading any = change.now() == null ? change.former() : change.now();
      if (any == null) {
        continue;
      }
      Map<String, PointValue> former = values(change.former());
      Map<String, PointValue> now = change.now() == null ? former : values(change.now());
      var points = new TreeSet<String>(former.keySet());
      points.addAll(now.keySet());
      for (String point : points) {
        PointValue from = former.get(point);
        PointValue to = now.get(point);
        Counts verdict = change.now() == null ? change.verdict() : verdict(from, to);
        lines.merge(
            new Line.Key(new PointKey(any.systemId(), point), Topics.READINGS.name()),
            Line.NONE.plus(verdict).with(largest(any, point, from, to)),
            (one, other) -> one.plus(other.counts()).with(other.largest()));
      }
    }
    return lines;
  }

  private static Map<String, PointValue> values(@Nullable SystemReading poll) {
    var values = new HashMap<String, PointValue>();
    if (poll != null) {
      poll.values().forEach(value -> values.put(value.point(), value));
    }
    return values;
  }

  private static Counts verdict(@Nullable PointValue from, @Nullable PointValue to) {
    if (from == null) {
      return Counts.ONE_ADDED;
    }
    return to == null ? Counts.ONE_EMPTIED : from.equals(to) ? Counts.ONE_LEFT : Counts.ONE_CHANGED;
  }

  private static Line.@Nullable Largest largest(
      SystemReading poll, String point, @Nullable PointValue from, @Nullable PointValue to) {
    Double before = number(from);
    Double after = number(to);
    return Objects.equals(before, after)
        ? null
        : new Line.Largest(
            new RowKey(new PointKey(poll.systemId(), point), poll.measuredAt()),
            "value",
            before,
            after);
  }

  private static @Nullable Double number(@Nullable PointValue value) {
    return value != null && value.value() instanceof Value.Num num ? (Double) num.number() : null;
  }
}
