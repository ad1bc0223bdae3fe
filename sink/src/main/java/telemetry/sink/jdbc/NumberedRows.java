package telemetry.sink.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import telemetry.model.Aggregate;

/**
 * Rows of several series, sorted by key.
 *
 * @param all every row
 * @param ends where the last row of each series stands, which is its newest
 */
record NumberedRows(List<NumberedRow> all, List<Integer> ends) {
  /**
   * Gives each row the number of its point.
   *
   * @param rows sorted by key
   * @param ends where the last row of each series stands
   * @param numbers of the points of the series
   */
  static NumberedRows of(List<Aggregate> rows, List<Integer> ends, int[] numbers) {
    List<NumberedRow> all = new ArrayList<>(rows.size());
    for (int series = 0; series < numbers.length; series++) {
      while (all.size() <= ends.get(series)) {
        all.add(new NumberedRow(rows.get(all.size()), numbers[series]));
      }
    }
    return new NumberedRows(all, ends);
  }

  /** Where the last row of each series stands, of rows that are sorted by key. */
  static List<Integer> ends(List<Aggregate> sorted) {
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      if (i + 1 == sorted.size() || !sorted.get(i + 1).key().equals(sorted.get(i).key())) {
        ends.add(i);
      }
    }
    return ends;
  }

  /**
   * The days, since 1970-01-01 in UTC, that rows end in.
   *
   * @param sorted by key
   * @param ends where the last row of each series stands
   */
  static Set<Long> days(List<Aggregate> sorted, List<Integer> ends) {
    Set<Long> days = new TreeSet<>();
    int from = 0;
    for (int end : ends) {
      long last = TimePartitions.day(sorted.get(end).intervalEnd());
      days.add(last);
      // Nearly always the oldest row of a series is of the day of its newest: then all are.
      while (TimePartitions.day(sorted.get(from).intervalEnd()) != last) {
        days.add(TimePartitions.day(sorted.get(from++).intervalEnd()));
      }
      from = end + 1;
    }
    return days;
  }

  /** The newest row of each series. */
  List<NumberedRow> newest() {
    return ends.stream().map(all::get).toList();
  }
}
