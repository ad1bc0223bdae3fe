package telemetry.window;

import java.util.BitSet;
import java.util.List;

/**
 * Tells the rows of what is marked, the earliest first, and takes a mark away once its rows are
 * surely told.
 */
final class Telling {
  private final Marks marks;
  private final OwnTime time;
  private final Delivery delivery;

  Telling(Marks marks, OwnTime time, Delivery delivery) {
    this.marks = marks;
    this.time = time;
    this.delivery = delivery;
  }

  /** Tells the rows of some points at one mark. */
  interface Rows {
    void tell(long end, Mark mark, BitSet points, boolean settled);
  }

  /**
   * Tells what changed.
   *
   * @param settledOnly nothing that has not settled
   */
  void emit(boolean settledOnly, Rows rows) {
    for (long end : List.copyOf(marks.byEnd().keySet())) {
      boolean settled = time.isSettled(end);
      if (settledOnly && !settled) {
        break;
      }
      Mark mark = marks.of(end);
      if (!mark.isTold(settled)) {
        tell(end, mark, settled, rows);
      }
      if (mark.isSure(delivery)) {
        marks.sure(end, mark);
      }
    }
  }

  private void tell(long end, Mark mark, boolean settled, Rows rows) {
    BitSet points = mark.toTell(settled);
    if (settled || !points.isEmpty()) {
      rows.tell(end, mark, points, settled);
      mark.tell(settled, delivery.moment());
    }
  }
}
