package telemetry.deploy.imports;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import telemetry.deploy.progress.DatabaseException;
import telemetry.model.Aggregate;
import telemetry.model.PointKey;
import telemetry.sink.jdbc.Database;

/** The 5-minute rows of some systems that stand in the table. */
final class KnownRows implements Present {
  private static final String SELECT =
      """
      SELECT system_id, path, (extract(epoch FROM interval_end) * 1000)::bigint AS millis,
        avg, min, max, last, delta, sample_count, origin = 'IMPORT' AS imported
      FROM telemetry_agg_5m JOIN point USING (system_id, point_id)
      WHERE status <> 'EMPTY' AND system_id = ANY (?)\
      """;

  private final Map<PointKey, Intervals> rows = new HashMap<>();

  KnownRows(Database database, Set<Integer> systems) {
    each(
        database,
        systems,
        row ->
            rows.computeIfAbsent(
                    new PointKey(row.getInt("system_id"), row.getString("path")),
                    key -> new Intervals())
                .add(row.getLong("millis")));
  }

  /** Takes rows. */
  interface Visitor {
    void row(ResultSet row) throws SQLException;
  }

  /** Shows every row of these systems. */
  static void each(Database database, Set<Integer> systems, Visitor visitor) {
    try (Connection connection = database.connect("telemetry-import")) {
      connection.setAutoCommit(false);
      try (var statement = connection.prepareStatement(SELECT)) {
        statement.setFetchSize(5_000);
        statement.setArray(1, connection.createArrayOf("int4", systems.toArray()));
        try (var row = statement.executeQuery()) {
          while (row.next()) {
            visitor.row(row);
          }
        }
      }
    } catch (SQLException e) {
      throw new DatabaseException("table telemetry_agg_5m: " + e.getMessage(), e);
    }
  }

  static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double number = row.getDouble(column);
    return row.wasNull() ? null : number;
  }

  @Override
  public boolean holds(int systemId, long at) {
    return false;
  }

  @Override
  public boolean holds(Aggregate row) {
    Intervals known = rows.get(row.key());
    return known != null && known.contains(row.intervalEnd().toEpochMilli());
  }
}
