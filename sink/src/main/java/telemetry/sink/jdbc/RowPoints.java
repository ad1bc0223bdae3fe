package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import telemetry.model.Aggregate;
import telemetry.model.PointKey;
import telemetry.model.Redefinitions;

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

  private final PointNumbers fresh;

  /** With these redefinitions of points. */
  RowPoints(Redefinitions redefinitions) {
    this.fresh = new PointNumbers(redefinitions);
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
    fresh.number(session, rows.stream().map(NewPoint::of).toList());
  }
}
