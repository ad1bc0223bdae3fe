package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import telemetry.model.Aggregate;
import telemetry.model.PointKey;

/**
 * The numbers of the points that rows name, asked for in the transaction that uses them and never
 * remembered: a restored database may have forgotten a point, or given its number to another.
 */
final class RowPoints {
  private static final String FIND =
      """
      SELECT s.place, p.point_id
      FROM unnest(?::integer[], ?::text[]) WITH ORDINALITY AS s(system_id, path, place)
      JOIN point p ON p.system_id = s.system_id AND p.path = s.path""";

  private static final int NONE = 0;

  private static final String STAGED = "staged_point";

  private final Staging<Aggregate> staging =
      new Staging<>(
          STAGED,
          "system_id integer, path text, unit text, kind point_kind, interval_end timestamptz",
          RowPoints::copy);
  private final PointNumbers fresh = new PointNumbers(STAGED, "interval_end");

  private static void copy(Aggregate row, CopyBuffer out) {
    out.row(5)
        .integer(row.key().systemId())
        .text(row.key().path())
        .text(row.unit())
        .text(row.kind().name())
        .timestamptz(row.intervalEnd());
  }

  /**
   * The numbers of the points that have one, in the order of the rows.
   *
   * @param rows one of each point
   */
  int[] numbers(Connection session, List<Aggregate> rows) throws SQLException {
    List<PointKey> points = rows.stream().map(Aggregate::key).toList();
    int[] numbers = new int[points.size()];
    try (var statement = session.prepareStatement(FIND)) {
      statement.setArray(
          1, session.createArrayOf("integer", points.stream().map(PointKey::systemId).toArray()));
      statement.setArray(
          2, session.createArrayOf("text", points.stream().map(PointKey::path).toArray()));
      try (var found = statement.executeQuery()) {
        while (found.next()) {
          numbers[found.getInt(1) - 1] = found.getInt(2);
        }
      }
    }
    return numbers;
  }

  /** Those of the rows whose point has no number. */
  static List<Aggregate> unnumbered(List<Aggregate> rows, int[] numbers) {
    List<Aggregate> without = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] == NONE) {
        without.add(rows.get(i));
      }
    }
    return without;
  }

  /**
   * Numbers the points of these rows, in transactions of its own.
   *
   * @param rows the newest of a point says its kind and unit
   */
  void number(Connection session, List<Aggregate> rows) throws SQLException {
    staging.fill(session, rows);
    fresh.allocate(session);
  }
}
