package telemetry.sink.jdbc;

import java.util.ArrayList;
import java.util.List;
import telemetry.model.Aggregate;
import telemetry.model.PointKey;

/**
 * Rows of several series, sorted by key.
 *
 * @param all every row
 * @param newest the newest of each series
 */
record NumberedRows(List<NumberedRow> all, List<NumberedRow> newest) {
  /**
   * Gives each row the number of its point.
   *
   * @param rows sorted by key
   * @param newest the newest of each series among them
   * @param numbers of the points of those
   */
  static NumberedRows of(List<Aggregate> rows, List<Aggregate> newest, int[] numbers) {
    List<NumberedRow> all = new ArrayList<>(rows.size());
    List<NumberedRow> last = new ArrayList<>(newest.size());
    for (Aggregate row : rows) {
      var numbered = new NumberedRow(row, numbers[last.size()]);
      all.add(numbered);
      if (row == newest.get(last.size())) {
        last.add(numbered);
      }
    }
    return new NumberedRows(all, last);
  }

  /** The newest row of each series. */
  static List<Aggregate> newest(List<Aggregate> sorted) {
    List<Aggregate> newest = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      PointKey key = sorted.get(i).key();
      if (i + 1 == sorted.size() || !sorted.get(i + 1).key().equals(key)) {
        newest.add(sorted.get(i));
      }
    }
    return newest;
  }
}
