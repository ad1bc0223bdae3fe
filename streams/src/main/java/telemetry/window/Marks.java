package telemetry.window;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import telemetry.model.Interval;

/** The windows of one system that are not told, or told as PROVISIONAL; kept as they change. */
final class Marks {
  private final SystemStore store;
  private final TreeMap<Long, Mark> byEnd = new TreeMap<>();
  private final Set<Long> unsaved = new TreeSet<>();
  private long newestPoll = -1;

  /** Takes up what the store has; an offset that it was not told is found in the window's polls. */
  Marks(SystemStore store) {
    this.store = store;
    store.marks(byEnd::put);
    byEnd.forEach(this::recallOffset);
  }

  private void recallOffset(long end, Mark mark) {
    store.ascending(
        end - Interval.MILLIS,
        end,
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
  }

  /**
   * Notes that a row changed; {@link #save} keeps it.
   *
   * @param own whether the window holds the poll that changed it: then its offset can be found
   *     again
   * @param correction whether the window had settled and had readings of the point
   * @param offset of the record that changed it
   */
  void note(long end, boolean own, int point, boolean correction, long offset) {
    Mark mark = byEnd.computeIfAbsent(end, e -> new Mark());
    if (mark.note(point, correction, offset) || !own) {
      unsaved.add(end);
    }
  }

  /** Keeps what was noted, one entry a window. */
  void save() {
    for (long end : unsaved) {
      Mark mark = byEnd.get(end);
      if (mark != null) {
        store.putMark(end, mark);
      }
    }
    unsaved.clear();
  }

  /** The rows of a window are surely told: nothing is left of its mark, or that it is unsettled. */
  void sure(long end, Mark mark) {
    if (mark.isToldSettled()) {
      byEnd.remove(end);
      store.removeMark(end);
    } else {
      mark.emitted();
      store.putMark(end, mark);
    }
  }
}
