package telemetry.window;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import telemetry.model.Interval;

/**
 * What a change at one instant of a counter does to windows other than its own: the next window
 * that has a number (its base moved), however far, and the windows since a fall that turns out a
 * dropout or no longer is one. Found by the window function itself, before and after.
 */
final class Repair {
  private final int point;
  private final long changedAt;
  private final long from;
  private final long until;
  private final Series before;

  private Repair(int point, long changedAt, long from, long until, Series before) {
    this.point = point;
    this.changedAt = changedAt;
    this.from = from;
    this.until = until;
    this.before = before;
  }

  /** Looks before the change. */
  static Repair before(int point, long changedAt, RowReader reader) {
    // Nothing older than a comeback before the change can depend on it, and nothing newer than a
    // comeback after the next number: there the chains before and after are one again.
    long firstStart = Interval.endOf(changedAt - CounterChain.COMEBACK) - Interval.MILLIS;
    long lastEnd = Interval.endOf(reader.nextNumber(point, changedAt) + CounterChain.COMEBACK);
    long from = firstStart - CounterChain.COMEBACK;
    long until = lastEnd + CounterChain.COMEBACK;
    return new Repair(point, changedAt, from, until, reader.counter(point, from, until));
  }

  int point() {
    return point;
  }

  /** Looks after the change, and names the windows whose row is another. */
  void after(RowReader reader, LongConsumer ends) {
    Series after = reader.counter(point, from, until);
    var candidates = new TreeSet<Long>();
    addWindows(before, candidates);
    addWindows(after, candidates);
    candidates.remove(Interval.endOf(changedAt));
    for (long end : candidates) {
      long start = end - Interval.MILLIS;
      if (!CounterChain.row(before, start, end).equals(CounterChain.row(after, start, end))) {
        ends.accept(end);
      }
    }
  }

  private void addWindows(Series series, Set<Long> ends) {
    for (int i = 0; i < series.size(); i++) {
      long end = Interval.endOf(series.at(i));
      if (end - Interval.MILLIS >= from + CounterChain.COMEBACK
          && end <= until - CounterChain.COMEBACK) {
        ends.add(end);
      }
    }
  }
}
