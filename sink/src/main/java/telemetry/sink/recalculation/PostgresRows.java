package telemetry.sink.recalculation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.PointKey;
import telemetry.recalculation.RowKey;
import telemetry.recalculation.Standing;
import telemetry.recalculation.StandingRows;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.RowTable;
import telemetry.sink.jdbc.Database;
import telemetry.topics.Topic;

/** The rows that stand in PostgreSQL. For one thread at a time. */
public final class PostgresRows implements StandingRows {
  private static final String ROWS =
      """
      SELECT p.path, p.unit, r.*
      FROM %s r JOIN point p ON p.system_id = r.system_id AND p.point_id = r.point_id
      WHERE r.system_id = ? AND r.interval_end > ? AND r.interval_end <= ?\
      """;

  private final Connection session;
  private final Keep keep;
  private final Map<RowTable, Instant> horizons = new HashMap<>();

  /**
   * In a database.
   *
   * @param keep how long its tables keep their rows
   * @throws telemetry.sink.batch.TablesUnavailable if it cannot be reached
   */
  public PostgresRows(Database database, Keep keep) {
    this.session = Asked.of("rows", () -> database.connect("telemetry-replay-rows"));
    this.keep = keep;
  }

  @Override
  public Set<Integer> systems() {
    return Asked.of(
        "systems",
        () -> {
          var systems = new TreeSet<Integer>();
          try (var statement = session.createStatement();
              var rows = statement.executeQuery("SELECT system_id FROM system")) {
            while (rows.next()) {
              systems.add(rows.getInt(1));
            }
          }
          return systems;
        });
  }

  @Override
  public Map<RowKey, Standing> of(
      Topic<Aggregate> rows, int systemId, Instant after, Instant until) {
    RowTable table = RowTable.of(rows.name());
    return Asked.of(table.table(), () -> read(table, systemId, after, until));
  }

  private Map<RowKey, Standing> read(RowTable table, int systemId, Instant after, Instant until)
      throws SQLException {
    var found = new TreeMap<RowKey, Standing>();
    try (var statement = session.prepareStatement(ROWS.formatted(table.table()))) {
      statement.setInt(1, systemId);
      statement.setObject(2, OffsetDateTime.ofInstant(after, ZoneOffset.UTC));
      statement.setObject(3, OffsetDateTime.ofInstant(until, ZoneOffset.UTC));
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          Standing one =
              RowColumns.read(
                  row,
                  new PointKey(systemId, row.getString("path")),
                  Kind.valueOf(row.getString("kind")),
                  row.getString("unit"),
                  "interval_start");
          found.put(one.name(), one);
        }
      }
    }
    return found;
  }

  @Override
  public Instant horizon(Topic<Aggregate> rows) {
    return horizons.computeIfAbsent(RowTable.of(rows.name()), this::readHorizon);
  }

  private Instant readHorizon(RowTable table) {
    int days = keep.of(table);
    if (days == 0) {
      return Instant.MIN;
    }
    return Asked.of(
        "horizon of " + table.table(),
        () -> {
          try (var statement =
              session.prepareStatement(
                  "SELECT telemetry_horizon(?, make_interval(days => ?)) AS at")) {
            statement.setString(1, table.table());
            statement.setInt(2, days);
            try (var row = statement.executeQuery()) {
              row.next();
              return RowColumns.instant(row, "at");
            }
          }
        });
  }

  @Override
  public void close() {
    Asked.of(
        "rows",
        () -> {
          session.close();
          return true;
        });
  }
}
