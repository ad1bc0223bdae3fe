package telemetry.window;

import java.util.BitSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import telemetry.model.Aggregate;

/**
 * One system's roll-ups of one span: which are untold, and what they say.
 *
 * <p>A roll-up is the {@link Fold} of its 5-minute rows: of the settled ones as they were told
 * ({@link SettledFolds}), and of the younger ones from the samples whenever the roll-up is told.
 */
final class RollUp {
  private static final BitSet NONE = new BitSet();

  private final WindowRules rules;
  private final PointTable table;
  private final RowReader reader;
  private final Knowledge knowledge;
  private final SettledFolds folds;
  private final Recut recut;
  private final OwnTime time;
  private final Marks marks;
  private final LongConsumer beforeTelling;
  private final Telling telling;
  private Calendar calendar;

  private long passed = Long.MIN_VALUE;

  /**
   * Of a system.
   *
   * @param beforeTelling is given the offset that rows are about to carry
   */
  RollUp(
      Span span,
      Calendar calendar,
      WindowRules rules,
      SystemStore store,
      Delivery delivery,
      PointTable table,
      RowReader reader,
      Knowledge knowledge,
      OwnTime time,
      LongConsumer beforeTelling) {
    this.calendar = calendar;
    this.rules = rules;
    this.table = table;
    this.reader = reader;
    this.knowledge = knowledge;
    this.time = time;
    this.beforeTelling = beforeTelling;
    this.marks = new Marks(store, span);
    this.telling = new Telling(marks, time, delivery);
    this.folds = new SettledFolds(table, reader, time);
    this.recut = new Recut(store, time, marks, knowledge);
  }

  Marks marks() {
    return marks;
  }

  /**
   * Those of the points that will be corrected, were they to change, as far as that is not noted
   * already: asked before the change. A point that is rare in a day is searched for in all of it,
   * so many corrections of one day ask once and not each.
   */
  BitSet correctable(long windowEnd, BitSet points) {
    Period period = calendar.of(windowEnd);
    if (!time.isSettled(period.end())) {
      return NONE;
    }
    Mark mark = marks.byEnd().get(period.end());
    if (mark == null) {
      return reader.pointsIn(period, points);
    }
    var unknown = (BitSet) points.clone();
    unknown.andNot(mark.corrected());
    return unknown.isEmpty() ? NONE : reader.pointsIn(period, unknown);
  }

  /** Whether the period of a window has settled. */
  boolean isSettled(long windowEnd) {
    return time.isSettled(calendar.of(windowEnd).end());
  }

  /**
   * Notes that 5-minute rows changed.
   *
   * @param changedAt the window of the poll that changed them
   * @return false if this is left to the late path: a reading of the period may have been turned
   *     away
   */
  boolean note(long windowEnd, long changedAt, BitSet points, BitSet corrected, long offset) {
    Period period = calendar.of(windowEnd);
    folds.changed(period, windowEnd);
    if (!time.fitsReach(period)) {
      return true;
    }
    if (!time.isWithinReach(period)) {
      marks.remove(period.end());
      return false;
    }
    BitSet known = knowledge.of(period.start(), points);
    return marks.note(period.end(), period.holds(changedAt), points, known, corrected, offset);
  }

  /**
   * The rows of a window are about to be told as settled: {@link #add}, then {@link #close}.
   *
   * @param whole whether all of them are
   */
  void open(long windowEnd, boolean whole) {
    folds.open(calendar.of(windowEnd), windowEnd, whole);
  }

  /** A row of the window that is open. */
  void add(int point, Row row) {
    folds.add(point, row);
  }

  /** All rows of the window were told. */
  void close(long windowEnd) {
    folds.close(windowEnd);
  }

  /** The first instant that a mark still needs the polls after. */
  long earliest() {
    return marks.isEmpty()
        ? Long.MAX_VALUE
        : calendar.of(marks.byEnd().firstKey()).start() - CounterChain.COMEBACK;
  }

  /** Whether a period has settled since this was asked last. */
  boolean passesOne() {
    if (!time.hasBegun()) {
      return false;
    }
    long before = passed;
    passed = calendar.of(time.settledUntil() + 1).start();
    return passed != before;
  }

  /** Tells what changed. */
  void emit(boolean settledOnly, Consumer<Aggregate> out) {
    telling.emit(
        settledOnly, (end, mark, points, settled) -> tell(end, mark, points, settled, out));
  }

  private void tell(long end, Mark mark, BitSet points, boolean settled, Consumer<Aggregate> out) {
    if (points.isEmpty()) {
      return; // It has settled, and every row said so already.
    }
    marks.recall(named(end));
    beforeTelling.accept(mark.offset());
    rows(end, mark, points, settled, out);
  }

  private void rows(long end, Mark mark, BitSet changed, boolean settled, Consumer<Aggregate> out) {
    BitSet points = table.withMeanings(changed);
    Period named = named(end);
    marks.recall(named);
    boolean gone = !named.equals(calendar.of(end));
    Folds of = gone || points.isEmpty() ? new Folds(named) : folds.of(named, points);
    var chosen =
        new ChosenRows(
            table,
            (at, point, row) -> {
              boolean corrected = table.isIn(mark.corrected(), point);
              out.accept(rules.aggregate(table.get(point), named, row, mark, settled, corrected));
            });
    for (int p = points.nextSetBit(0); p >= 0; p = points.nextSetBit(p + 1)) {
      chosen.row(end, p, of.row(p));
    }
    chosen.end();
  }

  private Period named(long end) {
    Period period = calendar.of(end);
    // In the zone of today perhaps no day ends here.
    return period.end() == end ? period : Period.ofDayGone(end);
  }

  /**
   * Shows the rows of the periods that end in (after, until], as far as they are not told; nothing
   * counts as told by that.
   */
  void show(long after, long until, Consumer<Aggregate> out) {
    marks
        .byEnd()
        .subMap(after + 1, until + 1)
        .forEach((end, mark) -> rows(end, mark, mark.changed(), time.isSettled(end), out));
  }

  /**
   * Time is cut otherwise from a record on: what ends where nothing ends any more is to be told as
   * EMPTY, and what is new is to be told.
   *
   * @param all what is cut as before is to be told too
   */
  void recut(Calendar next, long offset, boolean all) {
    recut.mark(calendar, next, offset, all);
    calendar = next;
    folds.forget();
    passed = Long.MIN_VALUE;
  }
}
