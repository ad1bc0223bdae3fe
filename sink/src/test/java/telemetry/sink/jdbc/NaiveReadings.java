package telemetry.sink.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import telemetry.model.PointKey;
import telemetry.model.PointValue;
import telemetry.model.Value;
import telemetry.sink.batch.LoggedReading;

/** What a log of readings says, read one by one from its beginning. */
final class NaiveReadings {
  private NaiveReadings() {}

  /** Each point at each instant, as text. */
  static List<String> samples(List<LoggedReading> log) {
    List<String> rows = new ArrayList<>();
    byPoint(log)
        .forEach(
            (point, series) -> series.forEach((at, value) -> rows.add(text(point, at, value))));
    return rows;
  }

  /** Each point's newest, as text. */
  static List<String> last(List<LoggedReading> log) {
    List<String> rows = new ArrayList<>();
    byPoint(log)
        .forEach(
            (point, series) ->
                rows.add(text(point, series.lastKey(), series.lastEntry().getValue())));
    return rows;
  }

  private static String text(String point, Instant at, double value) {
    return point + "|" + at.getEpochSecond() + "|" + (long) value;
  }

  private static Map<String, TreeMap<Instant, Double>> byPoint(List<LoggedReading> log) {
    var polls = new HashMap<String, LoggedReading>();
    for (LoggedReading version : log) {
      var reading = version.reading();
      String key = reading.systemId() + " " + reading.source() + " " + reading.measuredAt();
      LoggedReading standing = polls.get(key);
      if (standing == null
          || (!standing.isAfter(version)
              && !standing.reading().values().equals(reading.values()))) {
        polls.put(key, version);
      }
    }
    var received = new ArrayList<>(polls.values());
    received.sort((a, b) -> a.isAfter(b) ? 1 : -1);
    var points = new TreeMap<String, TreeMap<Instant, Double>>();
    for (LoggedReading version : received) {
      for (PointValue value : version.reading().values()) {
        var point = new PointKey(version.reading().systemId(), value.point());
        points
            .computeIfAbsent(point.systemId() + "|" + point.path(), it -> new TreeMap<>())
            .put(version.reading().measuredAt(), ((Value.Num) value.value()).number());
      }
    }
    return points;
  }
}
