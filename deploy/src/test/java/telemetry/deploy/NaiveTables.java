package telemetry.deploy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import telemetry.deploy.run.Cluster;
import telemetry.model.Aggregate;
import telemetry.model.Event;
import telemetry.model.PointValue;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.registry.AvroSerde;
import telemetry.sink.batch.RowTable;
import telemetry.topics.Topic;
import telemetry.topics.Topics;

/** What the tables must hold, by a naive reading of the topics, row for row as text. */
final class NaiveTables {
  private NaiveTables() {}

  /** The tables by name, as the topics say. */
  static Map<String, List<String>> told(Cluster cluster) {
    Map<String, List<String>> tables = new TreeMap<>();
    for (var topic : List.of(Topics.AGG_5M, Topics.AGG_1H, Topics.AGG_1D)) {
      tables.put(RowTable.of(topic.name()).table(), aggregates(cluster, topic));
    }
    Map<String, String> samples = new TreeMap<>();
    Map<String, Instant> newest = new HashMap<>();
    Map<String, String> last = new TreeMap<>();
    each(
        cluster,
        Topics.READINGS,
        (SystemReading reading) -> {
          for (PointValue value : reading.values()) {
            String point = reading.systemId() + "/" + value.point();
            String name = point + " " + millis(reading.measuredAt());
            String text = name + " " + ((Value.Num) value.value()).number();
            samples.put(name, text);
            Instant before = newest.getOrDefault(point, Instant.MIN);
            if (!reading.measuredAt().isBefore(before)) {
              newest.put(point, reading.measuredAt());
              last.put(point, text);
            }
          }
        });
    tables.put("telemetry_samples", sorted(samples));
    tables.put("telemetry_last", sorted(last));
    Map<String, String> events = new TreeMap<>();
    each(
        cluster,
        Topics.EVENTS,
        (Event event) -> {
          String name = event.systemId() + "/" + event.point() + " " + millis(event.at());
          events.put(name, name + " " + event.type() + " " + event.details().get("turn"));
        });
    tables.put("telemetry_event", sorted(events));
    return tables;
  }

  private static List<String> aggregates(Cluster cluster, Topic<Aggregate> topic) {
    Map<String, Aggregate> newest = new HashMap<>();
    each(
        cluster,
        topic,
        (Aggregate row) ->
            newest.merge(
                row.key() + " " + row.intervalEnd(),
                row,
                (a, b) -> {
                  int newer = b.revision().compareTo(a.revision());
                  return newer > 0 || (newer == 0 && b.status().compareTo(a.status()) >= 0) ? b : a;
                }));
    Map<String, String> rows = new TreeMap<>();
    newest.forEach(
        (name, row) ->
            rows.put(
                name,
                String.join(
                    " ",
                    row.key().text(),
                    millis(row.intervalEnd()),
                    String.valueOf(row.avg()),
                    String.valueOf(row.min()),
                    String.valueOf(row.max()),
                    Integer.toString(row.sampleCount()),
                    row.status().name(),
                    Long.toString(row.revision().offset()))));
    return sorted(rows);
  }

  /** The same tables as they are. */
  static Map<String, List<String>> standing(Connection database) throws SQLException {
    Map<String, List<String>> tables = new TreeMap<>();
    for (RowTable table : List.of(RowTable.AGG_5M, RowTable.AGG_1H, RowTable.AGG_1D)) {
      tables.put(
          table.table(),
          rows(
              database,
              table.table(),
              "(extract(epoch FROM r.interval_end) * 1000)::bigint, r.avg, r.min, r.max,"
                  + " r.sample_count, r.status, r.revision_offset"));
    }
    for (String table : List.of("telemetry_samples", "telemetry_last")) {
      tables.put(
          table,
          rows(database, table, "(extract(epoch FROM r.measured_at) * 1000)::bigint, r.value"));
    }
    tables.put(
        "telemetry_event",
        query(
            database,
            "SELECT system_id || '/' || point, (extract(epoch FROM at) * 1000)::bigint, type,"
                + " details ->> 'turn' FROM telemetry_event"));
    return tables;
  }

  private static List<String> rows(Connection database, String table, String columns)
      throws SQLException {
    return query(
        database,
        "SELECT p.system_id || '/' || p.path, %s FROM %s r JOIN point p ON p.system_id = r.system_id AND p.point_id = r.point_id"
            .formatted(columns, table));
  }

  private static List<String> query(Connection database, String sql) throws SQLException {
    try (var statement = database.createStatement();
        var row = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (row.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          Object value = row.getObject(i);
          columns.add(String.valueOf(value)); // A double as Java writes it: to the last bit.
        }
        found.add(String.join(" ", columns));
      }
      found.sort(null);
      return found;
    }
  }

  private static List<String> sorted(Map<String, String> rows) {
    return rows.values().stream().sorted().toList();
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }

  private static <T> void each(
      Cluster cluster, Topic<T> topic, java.util.function.Consumer<T> visitor) {
    var values = new AvroSerde<>(topic, cluster.registry()).deserializer();
    Records.read(
        cluster.kafka(),
        topic,
        record -> visitor.accept(values.deserialize(topic.name(), record.value())));
  }
}
