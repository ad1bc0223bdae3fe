package telemetry.deploy.bench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.bench.stand.StandException;
import telemetry.deploy.bench.workload.Length;
import telemetry.deploy.bench.workload.Row;
import telemetry.deploy.bench.workload.Verdict;
import telemetry.deploy.bench.workload.Workload;
import telemetry.deploy.progress.TopicScan;
import telemetry.model.Kind;
import telemetry.model.Quality;
import telemetry.registry.AvroSerde;
import telemetry.sink.batch.RowTable;
import telemetry.topics.Topics;

/** Holds what a contender left against what must stand. */
public final class Checks {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int FETCH = 10_000;

  private Checks() {}

  /** The rows of the aggregates topics. */
  public static Verdict topics(Stand stand, Workload workload) {
    var verdict = new Verdict(workload);
    try (var scan = new TopicScan(stand.cluster().kafka(), PATIENCE)) {
      for (var topic : List.of(Topics.AGG_5M, Topics.AGG_1H, Topics.AGG_1D)) {
        var rows = new AvroSerde<>(topic, stand.cluster().registry()).deserializer();
        scan.all(
            topic.name(),
            record -> verdict.take(Row.of(rows.deserialize(record.topic(), record.value()))));
      }
    }
    return verdict;
  }

  /** The rows of the tables. */
  public static Verdict tables(Stand stand, Workload workload) {
    var verdict = new Verdict(workload);
    for (RowTable table : List.of(RowTable.AGG_5M, RowTable.AGG_1H, RowTable.AGG_1D)) {
      read(stand, table, verdict);
    }
    return verdict;
  }

  /** The rows of windows alone. */
  public static Verdict windows(Stand stand, Workload workload) {
    var verdict = new Verdict(workload, Set.of(Length.WINDOW), UnaryOperator.identity());
    read(stand, RowTable.AGG_5M, verdict);
    return verdict;
  }

  private static void read(Stand stand, RowTable table, Verdict verdict) {
    try (var connection = stand.database().connect()) {
      connection.setAutoCommit(false); // Else the driver holds all rows at once.
      try (var statement =
          connection.prepareStatement(
              "SELECT r.*, p.path, p.unit FROM "
                  + table.table()
                  + " r JOIN point p USING (system_id, point_id)")) {
        statement.setFetchSize(FETCH);
        try (var rows = statement.executeQuery()) {
          while (rows.next()) {
            verdict.take(row(rows));
          }
        }
      }
    } catch (SQLException e) {
      throw new StandException(table.table() + ": cannot be read", e);
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    OffsetDateTime since = row.getObject("delta_since", OffsetDateTime.class);
    return new Row(
        row.getInt("system_id"),
        row.getString("path"),
        Kind.valueOf(row.getString("kind")),
        row.getString("unit"),
        row.getObject("interval_start", OffsetDateTime.class).toInstant().toEpochMilli(),
        row.getObject("interval_end", OffsetDateTime.class).toInstant().toEpochMilli(),
        row.getObject("avg", Double.class),
        row.getObject("min", Double.class),
        row.getObject("max", Double.class),
        row.getObject("last", Double.class),
        row.getString("last_text"),
        row.getObject("delta", Double.class),
        since == null ? null : since.toInstant().toEpochMilli(),
        row.getInt("sample_count"),
        row.getInt("error_count"),
        row.getInt("reset_count"),
        Quality.valueOf(row.getString("quality")));
  }
}
