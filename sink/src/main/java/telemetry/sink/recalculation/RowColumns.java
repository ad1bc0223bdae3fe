package telemetry.sink.recalculation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import telemetry.model.Kind;
import telemetry.model.Origin;
import telemetry.model.PointKey;
import telemetry.model.Quality;
import telemetry.model.Revision;
import telemetry.model.Status;
import telemetry.recalculation.Standing;

/** Reads a row from the columns that every table of rows has. */
final class RowColumns {
  private RowColumns() {}

  /**
   * The row that a result stands at.
   *
   * @param start the column of its beginning
   */
  static Standing read(ResultSet row, PointKey key, Kind kind, String unit, String start)
      throws SQLException {
    return new Standing(
        key,
        kind,
        unit,
        instant(row, start),
        instant(row, "interval_end"),
        number(row, "avg"),
        number(row, "min"),
        number(row, "max"),
        number(row, "last"),
        row.getString("last_text"),
        number(row, "delta"),
        maybe(row, "delta_since"),
        row.getInt("sample_count"),
        row.getInt("error_count"),
        row.getInt("reset_count"),
        Quality.valueOf(row.getString("quality")),
        Status.valueOf(row.getString("status")),
        new Revision(
            row.getInt("revision_epoch"),
            row.getLong("revision_offset"),
            row.getInt("revision_batch")),
        Origin.valueOf(row.getString("origin")));
  }

  private static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double number = row.getDouble(column);
    return row.wasNull() ? null : (Double) number;
  }

  /** An instant. */
  static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(maybe(row, column), column);
  }

  /** An instant, if it is there. */
  static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
