package telemetry.window;

import java.time.Duration;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import telemetry.model.Interval;

/**
 * The settled rows of the newest period of one span, folded as they are told, so that a day costs
 * nothing per reading. Everything else is folded from the samples when it is asked for; what is
 * remembered here is never more than the state.
 */
final class SettledFolds {
  /** How much is read at once: each read looks a comeback further on both sides. */
  private static final long STRETCH = Duration.ofHours(1).toMillis();

  private final PointTable table;
  private final RowReader reader;
  private final OwnTime time;
  private long newestEnd = Long.MIN_VALUE;
  private @Nullable Folds running;
  private @Nullable Folds open;

  SettledFolds(PointTable table, RowReader reader, OwnTime time) {
    this.table = table;
    this.reader = reader;
    this.time = time;
  }

  /** A row of a window changed: where it is folded already, the fold begins anew. */
  void changed(Period period, long windowEnd) {
    if (running != null && running.period().equals(period) && windowEnd <= running.until()) {
      running = null;
    }
  }

  /** Time is cut otherwise. */
  void forget() {
    running = null;
    newestEnd = Long.MIN_VALUE;
  }

  /**
   * The rows of a window are about to be told as settled: {@link #add}, then {@link #close}.
   *
   * @param whole whether all of them are
   */
  void open(Period period, long windowEnd, boolean whole) {
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

  /** The folds of some points over a period, as far as there are readings. */
  Folds of(Period period, BitSet points) {
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
}
