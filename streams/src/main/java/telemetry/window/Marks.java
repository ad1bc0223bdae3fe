package telemetry.window;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import telemetry.model.Interval;

/**
 * The windows of one system that are not told, or told as PROVISIONAL; kept as they change. Its
 * roll-ups likewise, by span.
 */
final class Marks {
  private final SystemStore store;
  private final Span span;
  private final TreeMap<Long, Mark> byEnd = new TreeMap<>();
  private final Set<Long> unsaved = new TreeSet<>();
  private final Set<Long> unrecalled;
  private long newestPoll = -1;

  /** The mark that was noted in last: polls come one after the other. */
  private long latestEnd;

  private @Nullable Mark latest;

  /** Takes up what the store has. */
  Marks(SystemStore store, Span span) {
    this.store = store;
    this.span = span;
    store.marks(span, byEnd::put);
    this.unrecalled = new HashSet<>(byEnd.keySet());
  }

  /** The marks of windows, each with its offset. */
  static Marks ofWindows(SystemStore store) {
    var marks = new Marks(store, Span.FIVE_MINUTES);
    marks.byEnd.keySet().forEach(end -> marks.recall(new Period(end - Interval.MILLIS, end)));
    return marks;
  }

  /** An offset that the store was not told is found again in the period's polls. */
  void recall(Period period) {
    if (!unrecalled.remove(period.end())) {
      return;
    }
    Mark mark = of(period.end());
    store.ascending(
        period.start(),
        period.end(),
        poll -> {
          mark.atLeast(poll.position().offset());
          newestPoll = Math.max(newestPoll, poll.position().offset());
          return true;
        });
  }

  /** By window, the earliest first. */
  SortedMap<Long, Mark> byEnd() {
    return byEnd;
  }

  Mark of(long end) {
    Mark mark = byEnd.get(end);
    if (mark == null) {
      throw new IllegalArgumentException("mark: wanted one of the window that ends at " + end);
    }
    return mark;
  }

  boolean isEmpty() {
    return byEnd.isEmpty();
  }

  /** Whether some row is not yet told at all. */
  boolean hasUntold() {
    for (Map.Entry<Long, Mark> window : byEnd.entrySet()) {
      if (!window.getValue().changed().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The offset of the newest poll in a window here when it was taken up, −1 if there was none. */
  long newestPoll() {
    return newestPoll;
  }

  /** What is here is computed from the log up to this offset. */
  void takenUpAt(long offset) {
    byEnd.values().forEach(mark -> mark.takenUpAt(offset));
    unrecalled.clear();
  }

  private void note(long end, boolean own, BitSet points, BitSet corrections, long offset) {
    Mark mark = at(end);
    if (mark.note(points, corrections, offset) || !own) {
      unsaved.add(end);
    }
  }

  /**
   * Notes that rows of several points changed, as far as they are known; the others, however they
   * stood here, are left to the late path. {@link #save} keeps it.
   *
   * @param own whether the window holds the poll that changed them: then its offset can be found
   *     again
   * @param corrections those that had settled and had readings
   * @param offset of the record that changed them
   * @return whether none is left
   */
  boolean note(
      long end, boolean own, BitSet points, BitSet known, BitSet corrections, long offset) {
    if (known.equals(points)) {
      note(end, own, points, corrections, offset);
      return true;
    }
    var unknown = (BitSet) points.clone();
    unknown.andNot(known);
    leave(end, unknown);
    if (!known.isEmpty()) {
      var corrected = (BitSet) corrections.clone();
      corrected.and(known);
      note(end, own, known, corrected, offset);
    }
    return false;
  }

  private void leave(long end, BitSet points) {
    Mark mark = byEnd.get(end);
    if (mark != null && mark.leave(points)) {
      unsaved.add(end);
    }
  }

  private Mark at(long end) {
    Mark mark = latest;
    if (mark == null || latestEnd != end) {
      mark = byEnd.computeIfAbsent(end, e -> new Mark());
      latest = mark;
      latestEnd = end;
    }
    return mark;
  }

  /** Keeps what was noted, one entry a window. */
  void save() {
    for (long end : unsaved) {
      Mark mark = byEnd.get(end);
      if (mark != null) {
        store.putMark(span, end, mark);
      }
    }
    unsaved.clear();
  }

  /** The rows of a window are surely told: nothing is left of its mark, or that it is unsettled. */
  void sure(long end, Mark mark) {
    if (mark.isToldSettled()) {
      remove(end);
    } else {
      mark.emitted();
      store.putMark(span, end, mark);
    }
  }

  /** Nothing of a window is to be told. */
  void remove(long end) {
    byEnd.remove(end);
    latest = null;
    unrecalled.remove(end);
    store.removeMark(span, end);
  }
}
