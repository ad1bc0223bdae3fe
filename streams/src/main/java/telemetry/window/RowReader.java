package telemetry.window;

import java.util.BitSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import telemetry.model.CounterLimits;
import telemetry.model.Interval;

/**
 * Reads the samples that the window function needs: from memory while they are recent, else stored.
 */
final class RowReader {
  /** Takes the row of a point in a window. */
  interface RowVisitor {
    void row(long end, int point, Row row);
  }

  private final PointTable table;
  private final SystemStore store;
  private final Recent recent;
  private final Anchors carried;
  private final Heads heads;
  private final CounterLimits limits;

  RowReader(
      PointTable table, SystemStore store, Recent recent, Anchors carried, CounterLimits limits) {
    this.limits = limits;
    this.table = table;
    this.store = store;
    this.recent = recent;
    this.carried = carried;
    this.heads = new Heads(this);
  }

  /** The newest ends of the counters' chains. */
  Heads heads() {
    return heads;
  }

  /**
   * The rows of some points in the windows of (start, end], window by window. A counter that has
   * long been even needs no look at what came back before and after: its base is the newest number
   * at or before the start.
   */
  void rows(long start, long end, BitSet points, RowVisitor out) {
    if (points.isEmpty()) {
      return;
    }
    Series[] series = new Series[table.size()];
    var even = new BitSet();
    var uneven = new BitSet();
    for (int p = points.nextSetBit(0); p >= 0; p = points.nextSetBit(p + 1)) {
      series[p] = new Series(maxPerHour(p));
      if (table.isCounter(p)) {
        (heads.of(p).isEvenFrom(start) ? even : uneven).set(p);
      }
    }
    long from = start - CounterChain.COMEBACK;
    if (!uneven.isEmpty()) {
      begin(series, uneven, from);
      ascending(from, start, poll -> append(series, uneven, poll));
    }
    if (!even.isEmpty()) {
      begin(series, even, start);
    }
    ascending(start, end, poll -> append(series, poll));
    if (!uneven.isEmpty()) {
      ascending(end, end + CounterChain.COMEBACK, poll -> append(series, uneven, poll));
    }
    for (long at = start + Interval.MILLIS; at <= end; at += Interval.MILLIS) {
      for (int p = points.nextSetBit(0); p >= 0; p = points.nextSetBit(p + 1)) {
        Row row = WindowFunction.row(table.get(p).kind(), series[p], at - Interval.MILLIS, at);
        out.row(at, p, row);
      }
    }
  }

  /** How fast a counter can rise. */
  double maxPerHour(int point) {
    return limits.isEmpty() ? Double.POSITIVE_INFINITY : limits.of(table.get(point).key());
  }

  /** One counter's samples from its newest number at or before an instant to another instant. */
  Series counter(int point, long from, long until) {
    var series = new Series[table.size()];
    series[point] = new Series(maxPerHour(point));
    var counters = new BitSet();
    counters.set(point);
    begin(series, counters, from);
    ascending(from, until, poll -> append(series, poll));
    return series[point];
  }

  /** The newest end of a counter's chain. */
  Head head(int point) {
    var counters = new BitSet();
    counters.set(point);
    Poll newest = anchors(counters, Long.MAX_VALUE)[point];
    if (newest == null) {
      return Head.NONE;
    }
    // From two such spans back, the chain is the true one for every fall that can still come back.
    long from = newest.at() - 2 * CounterChain.COMEBACK;
    return CounterChain.head(counter(point, from, Long.MAX_VALUE), from);
  }

  /**
   * When a counter's first number after an instant was measured, or that instant if there is none.
   */
  long nextNumber(int point, long after) {
    var series = new Series();
    ascending(
        after,
        Long.MAX_VALUE,
        poll -> {
          int place = poll.find(point);
          if (place >= 0) {
            series.append(poll, place);
          }
          // A later poll of the same instant may still replace the newest sample.
          return firstNumber(series) < 0 || poll.at() == series.at(firstNumber(series));
        });
    int first = firstNumber(series);
    return first < 0 ? after : series.at(first);
  }

  private static int firstNumber(Series series) {
    for (int i = 0; i < series.size(); i++) {
      if (series.isNumber(i)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether another source says something of the same instant. */
  boolean hasAnother(Poll poll) {
    boolean[] found = new boolean[1];
    ascending(
        poll.at() - 1,
        poll.at(),
        other -> {
          found[0] = !other.source().equals(poll.source());
          return !found[0];
        });
    return found[0];
  }

  /** Whether something was heard in (after, until]. */
  boolean hasAny(long after, long until) {
    boolean[] found = new boolean[1];
    ascending(
        after,
        until,
        poll -> {
          found[0] = true;
          return false;
        });
    return found[0];
  }

  /** Those of some points that have a sample in a period. */
  BitSet pointsIn(Period period, BitSet wanted) {
    var missing = (BitSet) wanted.clone();
    ascending(
        period.start(),
        period.end(),
        poll -> {
          for (int point : poll.points) {
            missing.clear(point);
          }
          return !missing.isEmpty();
        });
    var found = (BitSet) wanted.clone();
    found.andNot(missing);
    return found;
  }

  /** The points that have a sample in a window. */
  BitSet pointsIn(long end) {
    var points = new BitSet();
    ascending(
        end - Interval.MILLIS,
        end,
        poll -> {
          for (int point : poll.points) {
            points.set(point);
          }
          return true;
        });
    return points;
  }

  private void begin(Series[] series, BitSet counters, long until) {
    @Nullable Poll[] anchors = anchors(counters, until);
    for (int p = counters.nextSetBit(0); p >= 0; p = counters.nextSetBit(p + 1)) {
      Poll anchor = anchors[p];
      if (anchor != null) {
        series[p].append(anchor, anchor.find(p));
      }
    }
  }

  /** The polls with the newest numbers of counters at or before an instant. */
  @Nullable Poll[] anchors(BitSet counters, long until) {
    if (until >= recent.floor()) {
      return recent.anchors(counters, until, table.size());
    }
    var search = new AnchorSearch(counters, table.size());
    store.descending(until, search::visit);
    @Nullable Poll[] found = new Poll[table.size()];
    for (int p = counters.nextSetBit(0); p >= 0; p = counters.nextSetBit(p + 1)) {
      Poll here = search.of(p);
      found[p] = here != null ? here : carried.of(p);
    }
    return found;
  }

  private void ascending(long after, long until, Predicate<Poll> visitor) {
    if (after >= recent.floor()) {
      recent.ascending(after, until, visitor);
    } else {
      store.ascending(after, until, visitor);
    }
  }

  private static boolean append(@Nullable Series[] series, Poll poll) {
    for (int i = 0; i < poll.size(); i++) {
      Series of = series[poll.points[i]];
      if (of != null) {
        of.append(poll, i);
      }
    }
    return true;
  }

  private static boolean append(@Nullable Series[] series, BitSet only, Poll poll) {
    for (int i = 0; i < poll.size(); i++) {
      Series of = series[poll.points[i]];
      if (of != null && only.get(poll.points[i])) {
        of.append(poll, i);
      }
    }
    return true;
  }
}
