package telemetry.window;

import java.time.Duration;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Interval;

/**
 * One system's roll-ups of one span: which are untold, and what they say.
 *
 * <p>A roll-up is the {@link Fold} of its 5-minute rows. The settled rows of the newest period are
 * folded as they are told; what is younger is added from the samples whenever the roll-up is told,
 * and a settled row that changes makes the fold begin anew, from the samples too. So a day costs
 * nothing per reading, and what is remembered here is never more than the state.
 */
final class RollUp {
  /** How much is read at once: each read looks a comeback further on both sides. */
  private static final long STRETCH = Duration.ofHours(1).toMillis();

  private static final BitSet NONE = new BitSet();

  private final WindowRules rules;
  private final SystemStore store;
  private final Delivery delivery;
  private final PointTable table;
  private final RowReader reader;
  private final Knowledge knowledge;
  private final OwnTime time;
  private final Marks marks;
  private Calendar calendar;

  /** How time was cut before, until the state surely comes after its newest record. */
  private @Nullable Calendar former;

  private long newestEnd = Long.MIN_VALUE;
  private @Nullable Folds running;
  private @Nullable Folds open;
  private long passed = Long.MIN_VALUE;

  RollUp(
      Span span,
      Calendar calendar,
      WindowRules rules,
      SystemStore store,
      Delivery delivery,
      PointTable table,
      RowReader reader,
      Knowledge knowledge,
      OwnTime time) {
    this.calendar = calendar;
    this.rules = rules;
    this.store = store;
    this.delivery = delivery;
    this.table = table;
    this.reader = reader;
    this.knowledge = knowledge;
    this.time = time;
    this.marks = new Marks(store, span);
  }

  Marks marks() {
    return marks;
  }

  /** Those of the points that will be corrected, were they to change: asked before the change. */
  BitSet correctable(long windowEnd, BitSet points) {
    Period period = calendar.of(windowEnd);
    return time.isSettled(period.end()) ? reader.pointsIn(period, points) : NONE;
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
    if (running != null && running.period().equals(period) && windowEnd <= running.until()) {
      running = null;
    }
    if (!fitsReach(period)) {
      return true;
    }
    if (!time.isWithinReach(period)) {
      marks.remove(period.end());
      return false;
    }
    marks.note(period.end(), period.holds(changedAt), points, corrected, offset);
    if (former != null) {
      // A crash that loses the new cut and keeps the record finds its old period marked.
      marks.note(former.of(windowEnd).end(), false, points, NONE, offset);
    }
    return knowledge.isWhole(period.start(), points);
  }

  /** The state says how time is cut now. */
  void cutKept() {
    former = null;
  }

  /** A shorter reach than the period itself can never tell it whole. */
  private boolean fitsReach(Period period) {
    return period.length() + rules.settleMillis() <= rules.reachMillis();
  }

  /**
   * The rows of a window are about to be told as settled: {@link #add}, then {@link #close}.
   *
   * @param whole whether all of them are
   */
  void open(long windowEnd, boolean whole) {
    Period period = calendar.of(windowEnd);
    if (period.end() > newestEnd) {
      newestEnd = period.end();
      running = new Folds(period);
    }
    Folds folds = running;
    if (folds == null || !folds.period().equals(period) || windowEnd <= folds.until()) {
      return;
    }
    long before = windowEnd - Interval.MILLIS;
    if (!whole || (folds.until() < before && reader.hasAny(folds.until(), before))) {
      // What is missing was told before this began to listen.
      running = null;
    } else {
      open = folds;
    }
  }

  /** A row of the window that is open. */
  void add(int point, Row row) {
    if (open != null) {
      open.add(point, row);
    }
  }

  /** All rows of the window were told. */
  void close(long windowEnd) {
    if (open != null) {
      open.reach(windowEnd);
      open = null;
    }
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
    for (long end : List.copyOf(marks.byEnd().keySet())) {
      boolean settled = time.isSettled(end);
      if (settledOnly && !settled) {
        break;
      }
      emit(end, settled, out);
    }
  }

  private void emit(long end, boolean settled, Consumer<Aggregate> out) {
    Mark mark = marks.of(end);
    if (!mark.isTold(settled)) {
      tell(end, mark, settled, out);
    }
    if (mark.isSure(delivery)) {
      marks.sure(end, mark);
    }
  }

  private void tell(long end, Mark mark, boolean settled, Consumer<Aggregate> out) {
    BitSet points = mark.toTell(settled);
    if (!settled && points.isEmpty()) {
      return;
    }
    rows(end, mark, points, settled, out);
    mark.tell(settled, delivery.moment());
  }

  private void rows(long end, Mark mark, BitSet points, boolean settled, Consumer<Aggregate> out) {
    Period period = calendar.of(end);
    boolean gone = period.end() != end;
    // In the zone of today no day ends here.
    Period named = gone ? new Period(end - Duration.ofDays(1).toMillis(), end) : period;
    marks.recall(named);
    Folds folds = gone || points.isEmpty() ? new Folds(named) : folds(period, points);
    BitSet known = knowledge.of(named.start(), points);
    for (int p = known.nextSetBit(0); p >= 0; p = known.nextSetBit(p + 1)) {
      boolean corrected = mark.corrected().get(p);
      out.accept(rules.aggregate(table.get(p), named, folds.row(p), mark, settled, corrected));
    }
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

  private Folds folds(Period period, BitSet points) {
    Folds known;
    if (running != null && running.period().equals(period)) {
      known = running;
    } else if (period.end() >= newestEnd) {
      newestEnd = period.end();
      var all = new BitSet();
      all.set(0, table.size());
      known = new Folds(period);
      read(known, Math.min(period.end(), time.settledUntil()), all);
      running = known;
    } else {
      known = new Folds(period);
    }
    long until = Math.min(period.end(), time.newestEnd());
    if (known.until() >= until) {
      return known;
    }
    Folds folds = known.copy();
    read(folds, until, points);
    return folds;
  }

  /** Adds the rows of all windows that end after what is folded and not after an instant. */
  private void read(Folds folds, long until, BitSet points) {
    long start = Interval.endOf(folds.until() + 1) - Interval.MILLIS;
    long end = Math.floorDiv(until, Interval.MILLIS) * Interval.MILLIS;
    for (long from = start; from < end; from += STRETCH) {
      long to = Math.min(end, from + STRETCH);
      reader.rows(from, to, points, (window, point, row) -> folds.add(point, row));
      folds.reach(to);
    }
  }

  /**
   * Time is cut otherwise from a record on: what ends where nothing ends any more is to be told as
   * EMPTY, and what is new is to be told.
   */
  void recut(Calendar next, long offset) {
    Map<Period, BitSet> before = periods(calendar);
    Map<Period, BitSet> after = periods(next);
    for (long end : List.copyOf(marks.byEnd().keySet())) {
      if (next.of(end).end() != end) {
        marks.note(end, false, marks.of(end).toTell(true), NONE, offset);
      }
    }
    before.forEach(
        (period, points) -> {
          Period then = next.of(period.end());
          boolean keepsItsEnd = then.end() == period.end();
          // It may keep its end and yet hold none of these readings any more.
          if (!then.equals(period) && isWhole(keepsItsEnd ? then : period)) {
            boolean correct = keepsItsEnd && time.isSettled(period.end());
            marks.note(period.end(), false, points, correct ? points : NONE, offset);
          }
        });
    after.forEach(
        (period, points) -> {
          if (before.containsKey(period)) {
            return;
          }
          if (isWhole(period)) {
            boolean known = calendar.of(period.end()).end() == period.end();
            BitSet corrected = known && time.isSettled(period.end()) ? points : NONE;
            marks.note(period.end(), false, points, corrected, offset);
          } else {
            marks.remove(period.end());
          }
        });
    marks.save();
    former = calendar;
    calendar = next;
    running = null;
    newestEnd = Long.MIN_VALUE;
    passed = Long.MIN_VALUE;
  }

  private boolean isWhole(Period period) {
    return fitsReach(period) && time.isWithinReach(period);
  }

  /** The periods within reach that have a sample, and of which points. */
  private Map<Period, BitSet> periods(Calendar cut) {
    Map<Period, BitSet> periods = new LinkedHashMap<>();
    if (time.hasBegun()) {
      store.ascending(
          time.newest() - rules.reachMillis(),
          Long.MAX_VALUE,
          poll -> {
            for (int point : poll.points) {
              periods
                  .computeIfAbsent(cut.of(Interval.endOf(poll.at())), p -> new BitSet())
                  .set(point);
            }
            return true;
          });
    }
    return periods;
  }
}
