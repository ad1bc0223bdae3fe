package telemetry.sink.verify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import telemetry.model.Kind;
import telemetry.model.PointKey;
import telemetry.sink.jdbc.Database;

/**
 * Rows of 5 minutes, picked at random, of those that can be derived again: computed from the log as
 * it is now, neither imported nor put back by an undo.
 */
public final class SampledRows {
  private static final String PICK =
      """
      SELECT r.*, p.path, p.kind AS point_kind, p.unit
      FROM telemetry_agg_5m r
      JOIN point p ON p.system_id = r.system_id AND p.point_id = r.point_id
      WHERE r.origin <> 'IMPORT' AND r.revision_batch = 0 AND r.revision_epoch = ? AND %s
      ORDER BY random()
      LIMIT ?""";

  private final Database database;
  private final Scope scope;

  /** Of this database, within this scope. */
  public SampledRows(Database database, Scope scope) {
    this.database = database;
    this.scope = scope;
  }

  /**
   * Picks.
   *
   * @param epoch the epoch in force
   * @param count how many at most
   * @throws SQLException if the database cannot be asked
   */
  public List<WindowRow> pick(int epoch, int count) throws SQLException {
    try (var session = database.connect("telemetry-verify");
        var statement = session.prepareStatement(PICK.formatted(scope.of("r", "interval_end")))) {
      session.setReadOnly(true);
      statement.setInt(1, epoch);
      statement.setInt(2, count);
      List<WindowRow> rows = new ArrayList<>();
      try (var found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(row(found));
        }
      }
      return rows;
    }
  }

  private static WindowRow row(ResultSet row) throws SQLException {
    Instant start = instant(row, "interval_start");
    Instant since = instant(row, "delta_since");
    Instant end = instant(row, "interval_end");
    if (start == null || end == null) {
      throw new SQLException("telemetry_agg_5m: wanted an interval, found none");
    }
    var says = new LinkedHashMap<String, String>();
    says.put("kind", row.getString("kind"));
    says.put("interval_start", start.toString());
    for (String column : List.of("avg", "min", "max", "last")) {
      says.put(column, number(row, column));
    }
    says.put("last_text", String.valueOf(row.getString("last_text")));
    says.put("delta", number(row, "delta"));
    says.put("delta_since", String.valueOf(since));
    for (String column : List.of("sample_count", "error_count", "reset_count", "quality")) {
      says.put(column, row.getString(column));
    }
    return new WindowRow(
        new PointKey(row.getInt("system_id"), row.getString("path")),
        Kind.valueOf(row.getString("point_kind")),
        row.getString("unit"),
        end,
        since != null && since.isBefore(start) ? since : start,
        row.getLong("revision_offset"),
        says);
  }

  private static String number(ResultSet row, String column) throws SQLException {
    double number = row.getDouble(column);
    return row.wasNull() ? "null" : Double.toString(number);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime found = row.getObject(column, OffsetDateTime.class);
    return found == null ? null : found.toInstant();
  }
}
