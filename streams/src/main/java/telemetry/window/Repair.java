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
  private final long firstStart;
  private final long lastEnd;
  private final long from;
  private final long until;
  private final Series before;

  private Repair(
      int point,
      long changedAt,
      long firstStart,
      long lastEnd,
      long from,
      long until,
      RowReader reader) {
    this.point = point;
    this.changedAt = changedAt;
    this.firstStart = firstStart;
    this.lastEnd = lastEnd;
    this.from = from;
    this.until = until;
    this.before = reader.counter(point, from, until);
  }

  /** Looks before the change. */
  static Repair before(int point, long changedAt, RowReader reader) {
    // Nothing older than a comeback before the change can depend on it, and nothing newer than a
    // comeback after the next number: there the chains before and after are one again.
    long firstStart = Interval.endOf(changedAt - CounterChain.COMEBACK) - Interval.MILLIS;
    long lastEnd = Interval.endOf(reader.nextNumber(point, changedAt) + CounterChain.COMEBACK);
    long from = firstStart - CounterChain.COMEBACK;
    long until = lastEnd + CounterChain.COMEBACK;
    return new Repair(point, changedAt, firstStart, lastEnd, from, until, reader);
  }

  /**
   * Looks before a change that {@linkplain Heads#staysEven leaves the counter even}: no number is a
   * dropout, so only the next window that has a number can differ, by what it begins with.
   */
  static Repair ofEven(int point, long changedAt, RowReader reader) {
    long firstStart = Interval.endOf(changedAt);
    long lastEnd = Interval.endOf(reader.nextNumber(point, changedAt));
    return new Repair(point, changedAt, firstStart, lastEnd, changedAt - 1, lastEnd, reader);
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
      if (end - Interval.MILLIS >= firstStart && end <= lastEnd) {
        ends.add(end);
      }
    }
  }
}
