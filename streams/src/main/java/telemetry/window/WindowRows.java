package telemetry.window;

import java.time.Duration;
import java.util.BitSet;
import java.util.SortedMap;
import java.util.function.Consumer;
import telemetry.model.Aggregate;
import telemetry.model.Interval;

/** What the marked windows of one system say, told when it is due or shown. */
final class WindowRows {
  /** How much is shown at once: each look reads a comeback further on both sides. */
  private static final long AT_ONCE = Duration.ofHours(1).toMillis();

  private final WindowRules rules;
  private final Marks marks;
  private final PointTable table;
  private final RowReader reader;
  private final RollUps rollUps;
  private final OwnTime time;
  private final Telling telling;

  /**
   * Of a system.
   *
   * @param marks which windows are untold
   * @param rollUps are given each row that is told as settled
   */
  WindowRows(
      WindowRules rules,
      Delivery delivery,
      Marks marks,
      PointTable table,
      RowReader reader,
      RollUps rollUps,
      OwnTime time) {
    this.rules = rules;
    this.marks = marks;
    this.table = table;
    this.reader = reader;
    this.rollUps = rollUps;
    this.time = time;
    this.telling = new Telling(marks, time, delivery);
  }

  /** The first instant that a mark still needs the polls after. */
  long earliest() {
    return marks.isEmpty()
        ? Long.MAX_VALUE
        : marks.byEnd().firstKey() - Interval.MILLIS - CounterChain.COMEBACK;
  }

  /** Tells what changed. */
  void emit(boolean settledOnly, Consumer<Aggregate> out) {
    telling.emit(
        settledOnly, (end, mark, points, settled) -> tell(end, mark, points, settled, out));
  }

  private void tell(long end, Mark mark, BitSet changed, boolean settled, Consumer<Aggregate> out) {
    BitSet points = table.withMeanings(changed);
    var window = new Period(end - Interval.MILLIS, end);
    if (settled) {
      rollUps.open(end, points);
    }
    var chosen =
        new ChosenRows(
            table,
            (at, point, row) -> {
              boolean corrected = table.isIn(mark.corrected(), point);
              out.accept(rules.aggregate(table.get(point), window, row, mark, settled, corrected));
            });
    reader.rows(
        window.start(),
        end,
        points,
        (at, point, row) -> {
          chosen.row(at, point, row);
          if (settled) {
            rollUps.add(point, row);
          }
        });
    chosen.end();
    if (settled) {
      rollUps.close(end);
    }
  }

  /**
   * Shows the rows of the windows that end in (after, until], as far as they are not told; nothing
   * counts as told by that.
   */
  void show(long after, long until, Consumer<Aggregate> out) {
    long from = after;
    SortedMap<Long, Mark> left = marks.byEnd().subMap(from + 1, until + 1);
    while (!left.isEmpty()) {
      long start = left.firstKey() - Interval.MILLIS;
      long to = Math.min(until, start + AT_ONCE);
      show(start, to, marks.byEnd().subMap(from + 1, to + 1), out);
      from = to;
      left = marks.byEnd().subMap(from + 1, until + 1);
    }
  }

  private void show(
      long start, long until, SortedMap<Long, Mark> stretch, Consumer<Aggregate> out) {
    var points = new BitSet();
    stretch.values().forEach(mark -> points.or(mark.changed()));
    var chosen =
        new ChosenRows(
            table,
            (end, point, row) -> {
              Mark mark = stretch.get(end);
              if (mark != null && table.isIn(mark.changed(), point)) {
                var window = new Period(end - Interval.MILLIS, end);
                boolean corrected = table.isIn(mark.corrected(), point);
                out.accept(
                    rules.aggregate(
                        table.get(point), window, row, mark, time.isSettled(end), corrected));
              }
            });
    reader.rows(start, Interval.endOf(until), table.withMeanings(points), chosen);
    chosen.end();
  }
}
