package telemetry.deploy.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import telemetry.deploy.progress.DatabaseException;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.rejected.RejectedTopic;
import telemetry.model.Interval;
import telemetry.model.Op;
import telemetry.model.PointKey;
import telemetry.model.PointValue;
import telemetry.model.SystemReading;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.sink.jdbc.Database;
import telemetry.topics.Topics;

/**
 * Whether nothing was lost and nothing invented: every raw record is a reading or a refusal, and
 * the table holds a row for exactly the intervals that the readings speak of, with as many values.
 *
 * @param raw records in {@code telemetry.raw}
 * @param readings records in {@code telemetry.readings}
 * @param rejected records in {@code telemetry.rejected}
 * @param problems what does not fit, empty where all does
 */
public record Consistency(long raw, long readings, long rejected, List<String> problems) {
  private static final int SHOWN = 5;

  /** A row's name: which point, which interval. */
  record Row(String point, long endMillis) {}

  /** A poll's name. */
  private record Poll(int systemId, String source, long measuredAt) {}

  /** Keeps the list from changing. */
  public Consistency {
    problems = List.copyOf(problems);
  }

  /** Checks a pipeline that has nothing left to do. */
  public static Consistency check(TopicScan scan, SchemaRegistry registry, Database database) {
    var polls = new HashMap<Poll, SystemReading>();
    var readings = new long[1];
    var deserializer = new AvroSerde<>(Topics.READINGS, registry).deserializer();
    scan.all(
        Topics.READINGS.name(),
        record -> {
          readings[0]++;
          SystemReading reading = deserializer.deserialize(record.topic(), record.value());
          var poll =
              new Poll(reading.systemId(), reading.source(), reading.measuredAt().toEpochMilli());
          if (reading.op() == Op.VOID) {
            polls.remove(poll);
          } else {
            polls.put(poll, reading);
          }
        });
    return of(
        scan.count(Topics.RAW.name()),
        readings[0],
        RejectedTopic.count(scan),
        polls.values(),
        found(database));
  }

  /** Judges what was counted. */
  static Consistency of(
      long raw,
      long readings,
      long rejected,
      Collection<SystemReading> polls,
      Map<Row, Integer> rows) {
    var problems = new ArrayList<String>();
    if (raw != readings + rejected) {
      problems.add(
          "%d raw records: wanted as many readings and refusals, found %d and %d"
              .formatted(raw, readings, rejected));
    }
    if (rejected != 0) {
      problems.add("rejected: wanted none, found " + rejected);
    }
    compare(expected(polls), rows, problems);
    return new Consistency(raw, readings, rejected, problems);
  }

  /** Where two sources say the same point at one instant, one of them counts. */
  private static Map<Row, Integer> expected(Collection<SystemReading> polls) {
    var instants = new HashMap<Row, Set<Long>>();
    for (SystemReading reading : polls) {
      long at = reading.measuredAt().toEpochMilli();
      for (PointValue value : reading.values()) {
        String point = new PointKey(reading.systemId(), value.point()).text();
        instants
            .computeIfAbsent(new Row(point, Interval.endOf(at)), row -> new HashSet<>())
            .add(at);
      }
    }
    var rows = new HashMap<Row, Integer>();
    instants.forEach((row, at) -> rows.put(row, at.size()));
    return rows;
  }

  private static Map<Row, Integer> found(Database database) {
    String sql =
        """
        SELECT system_id || '/' || path, interval_end, sample_count + error_count
        FROM telemetry_agg_5m JOIN point USING (system_id, point_id)
        WHERE status <> 'EMPTY'
        """;
    var rows = new HashMap<Row, Integer>();
    try (Connection connection = database.connect("telemetry-status");
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      while (found.next()) {
        rows.put(new Row(found.getString(1), found.getTimestamp(2).getTime()), found.getInt(3));
      }
      return rows;
    } catch (SQLException e) {
      throw new DatabaseException("telemetry_agg_5m: " + e.getMessage(), e);
    }
  }

  private static void compare(
      Map<Row, Integer> expected, Map<Row, Integer> found, List<String> problems) {
    var wrong = new TreeSet<String>();
    expected.forEach(
        (row, count) -> {
          if (!count.equals(found.get(row))) {
            wrong.add(said(row, count, found.getOrDefault(row, 0)));
          }
        });
    found.forEach(
        (row, count) -> {
          if (!expected.containsKey(row)) {
            wrong.add(said(row, 0, count));
          }
        });
    if (!wrong.isEmpty()) {
      problems.add(
          "%d of %d rows are not as the readings say, the first:"
              .formatted(wrong.size(), expected.size()));
      wrong.stream().limit(SHOWN).forEach(problems::add);
    }
  }

  private static String said(Row row, int wanted, int found) {
    return "%s at %s: wanted %d values, found %d"
        .formatted(row.point(), java.time.Instant.ofEpochMilli(row.endMillis()), wanted, found);
  }
}
