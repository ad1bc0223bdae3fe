package telemetry.replay;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import telemetry.model.Aggregate;
import telemetry.model.SystemReading;
import telemetry.recalculation.Standing;
import telemetry.topics.Topic;
import telemetry.topics.Topics;
import telemetry.window.NaiveRollUps;
import telemetry.window.NaiveWindows;

/** What the tables must hold after readings received in this order, by a naive reading. */
final class NaiveTables {
  private final Map<String, String> rows = new TreeMap<>();

  NaiveTables(Map<Integer, List<SystemReading>> received, IntFunction<ZoneId> zones) {
    this(received, zones, Map.of());
  }

  /** The same where counters cannot rise as they like. */
  NaiveTables(
      Map<Integer, List<SystemReading>> received,
      IntFunction<ZoneId> zones,
      Map<String, Double> maxPerHour) {
    received.forEach(
        (system, readings) -> {
          NaiveWindows.rows(readings, maxPerHour)
              .forEach(row -> put(rows, Topics.AGG_5M, system, row));
          NaiveRollUps.hours(readings, maxPerHour)
              .forEach(row -> put(rows, Topics.AGG_1H, system, row));
          NaiveRollUps.days(readings, zones.apply(system), maxPerHour)
              .forEach(row -> put(rows, Topics.AGG_1D, system, row));
        });
  }

  /** Whether a row that stands says what it must: nothing, where there is nothing. */
  boolean agrees(Topic<Aggregate> topic, Standing row) {
    if (row.isEmpty()) {
      return !rows.containsKey(
          key(topic, row.key().systemId(), row.key().path(), "" + row.end().toEpochMilli()));
    }
    var found = new TreeMap<String, String>();
    Aggregate stands = row.with(row.revision()).orElseThrow();
    put(found, topic, row.key().systemId(), NaiveWindows.written(stands));
    return rows.entrySet().containsAll(found.entrySet());
  }

  private static void put(
      Map<String, String> rows, Topic<Aggregate> topic, int system, String row) {
    String[] words = row.split(" ");
    rows.put(key(topic, system, words[0], words[1]), row);
  }

  private static String key(Topic<Aggregate> topic, int system, String path, String end) {
    return topic.name() + " " + system + "/" + path + " " + end;
  }

  int size() {
    return rows.size();
  }

  /** The first that stand and must not, or must and do not. */
  List<String> differences(MemoryTables tables) {
    var found = new TreeMap<String, String>();
    tables.tables.forEach(
        (topic, table) ->
            table
                .values()
                .forEach(
                    row -> {
                      if (!row.isEmpty()) {
                        Aggregate stands = row.with(row.revision()).orElseThrow();
                        put(found, topic, row.key().systemId(), NaiveWindows.written(stands));
                      }
                    }));
    var keys = new TreeSet<String>(rows.keySet());
    keys.addAll(found.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(rows.get(key), found.get(key)))
        .map(key -> key + ": wanted " + rows.get(key) + ", found " + found.get(key))
        .toList();
  }
}
