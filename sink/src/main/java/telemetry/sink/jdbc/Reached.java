package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import telemetry.model.PointKey;
import telemetry.sink.batch.RowTable;

/**
 * How far each series is believed to reach in a table. It chooses a way and decides nothing: rows
 * that are believed to be new and are not meet the primary key.
 */
final class Reached {
  /** Beyond this many series it begins anew, and their next rows are merged once. */
  private static final int MOST = 500_000;

  private static final String NEWEST =
      """
      SELECT s.place, n.newest
      FROM unnest(?::integer[], ?::integer[]) WITH ORDINALITY AS s(system_id, point_id, place)
      CROSS JOIN LATERAL (
        SELECT max(t.interval_end) AS newest FROM %s t
        WHERE t.system_id = s.system_id AND t.point_id = s.point_id) n
      WHERE n.newest IS NOT NULL""";

  private final String newest;
  private final Map<PointKey, Instant> ends = new HashMap<>();

  Reached(RowTable table) {
    this.newest = NEWEST.formatted(table.table());
  }

  /**
   * Divides rows.
   *
   * @param fresh takes those that are believed to be newer than all of their series
   * @param others takes the rest, and all of series that are not known
   */
  void divide(NumberedRows rows, List<NumberedRow> fresh, List<NumberedRow> others) {
    int from = 0;
    for (int end : rows.ends()) {
      Instant reached = ends.get(rows.all().get(end).row().key());
      // By time, so the rows that are newer are the last; mostly they are all of them, or none.
      while (from <= end
          && (reached == null || !reached.isBefore(rows.all().get(from).row().intervalEnd()))) {
        others.add(rows.all().get(from++));
      }
      while (from <= end) {
        fresh.add(rows.all().get(from++));
      }
    }
  }

  /**
   * Rows are on their way into the table.
   *
   * @param rows the newest of each series
   */
  void note(List<NumberedRow> rows) {
    if (ends.size() > MOST) {
      ends.clear();
    }
    for (NumberedRow row : rows) {
      ends.merge(
          row.row().key(), row.row().intervalEnd(), (one, two) -> one.isAfter(two) ? one : two);
    }
  }

  /**
   * Believed wrong: looks how far series reach.
   *
   * @param series a row of each
   */
  void ask(Connection session, List<NumberedRow> series) throws SQLException {
    try (var statement = session.prepareStatement(newest)) {
      statement.setArray(
          1,
          session.createArrayOf(
              "integer",
              series.stream().map(it -> it.row().key().systemId()).toArray(Integer[]::new)));
      statement.setArray(
          2,
          session.createArrayOf(
              "integer", series.stream().map(NumberedRow::pointId).toArray(Integer[]::new)));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          ends.put(
              series.get(rows.getInt(1) - 1).row().key(),
              rows.getObject(2, OffsetDateTime.class).toInstant());
        }
      }
    }
  }
}
