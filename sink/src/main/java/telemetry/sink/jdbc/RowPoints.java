package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import telemetry.model.Aggregate;
import telemetry.model.PointKey;
import telemetry.model.Redefinitions;

/**
 * The numbers of the points that rows name, of whole systems at once, asked for in the transaction
 * that uses them and never remembered: a restored database may have forgotten a point, or given its
 * number to another.
 */
final class RowPoints {
  private static final String FIND =
      "SELECT system_id, path, point_id FROM point WHERE system_id = ANY (?)";

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
    Map<PointKey, Integer> known = new HashMap<>();
    try (var statement = session.prepareStatement(FIND)) {
      Object[] systems =
          rows.stream().map(row -> row.key().systemId()).distinct().toArray(Integer[]::new);
      statement.setArray(1, session.createArrayOf("integer", systems));
      try (var found = statement.executeQuery()) {
        while (found.next()) {
          known.put(new PointKey(found.getInt(1), found.getString(2)), found.getInt(3));
        }
      }
    }
    return rows.stream().mapToInt(row -> known.getOrDefault(row.key(), NONE)).toArray();
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
