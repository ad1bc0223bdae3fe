package telemetry.sink.jdbc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import telemetry.model.Aggregate;
import telemetry.model.PointKey;
import telemetry.model.PointValue;
import telemetry.model.Redefinition.Meaning;
import telemetry.model.SystemReading;
import telemetry.sink.batch.LoggedReading;
import telemetry.sink.batch.Poll;

/**
 * A point that may have no number yet, and what it means.
 *
 * @param key the point
 * @param meaning what its values are
 */
record NewPoint(PointKey key, Meaning meaning) {
  private static final Comparator<LoggedReading> LOG =
      Comparator.comparingLong(LoggedReading::offset);

  /** That of a row, which streams have told: they have judged already what it means. */
  static NewPoint of(Aggregate row) {
    return new NewPoint(row.key(), new Meaning(row.kind(), row.unit()));
  }

  /**
   * Those of polls, each as the log calls it first: streams hear it so, and refuse what says
   * otherwise later, however new it is.
   */
  static List<NewPoint> of(List<Poll> polls) {
    Map<PointKey, NewPoint> first = new LinkedHashMap<>();
    for (LoggedReading version : polls.stream().map(Poll::version).sorted(LOG).toList()) {
      SystemReading reading = version.reading();
      for (PointValue value : reading.values()) {
        first.computeIfAbsent(
            new PointKey(reading.systemId(), value.point()),
            key -> new NewPoint(key, Meaning.of(value)));
      }
    }
    return new ArrayList<>(first.values());
  }
}
