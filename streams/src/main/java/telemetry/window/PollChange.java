package telemetry.window;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What one poll changes: looked at before it is shown, and once more after. */
final class PollChange {
  /** Takes a window other than the poll's own, and a point whose row there is another. */
  interface RowVisitor {
    void row(long end, int point);
  }

  private final @Nullable Poll current;
  private final Poll poll;
  private final RowReader reader;
  private final BitSet points;
  private final List<Resets> resets = new ArrayList<>();
  private final List<Repair> repairs = new ArrayList<>();

  /**
   * Looks before the poll is shown.
   *
   * @param current what stands in its place
   */
  PollChange(@Nullable Poll current, Poll poll, PointTable table, RowReader reader) {
    this.current = current;
    this.poll = poll;
    this.reader = reader;
    this.points = changed();
    for (int p = points.nextSetBit(0); p >= 0; p = points.nextSetBit(p + 1)) {
      if (table.isCounter(p)) {
        look(p);
      }
    }
  }

  /** The points whose row in the poll's own window may be another. */
  BitSet points() {
    return points;
  }

  private BitSet changed() {
    // Received again, it may now count where another source counted, even where it says the same.
    boolean all = current == null || reader.hasAnother(poll);
    var changed = new BitSet();
    for (int point : poll.points) {
      if (all || current == null || !poll.saysOf(point, current)) {
        changed.set(point);
      }
    }
    if (current != null) {
      for (int point : current.points) {
        if (!current.saysOf(point, poll)) {
          changed.set(point);
        }
      }
    }
    return changed;
  }

  /** A counter may change in other windows too, and a reset of it become final. */
  private void look(int counter) {
    Heads heads = reader.heads();
    Head head = heads.of(counter);
    if (heads.staysEven(counter, head, poll)) {
      repairs.add(Repair.ofEven(counter, poll.at(), reader));
      return;
    }
    Resets before = Resets.before(counter, poll.at(), head, reader);
    if (before != null) {
      resets.add(before);
    }
    if (current != null || !heads.onlyAdds(counter, head, poll)) {
      repairs.add(Repair.before(counter, poll.at(), reader));
      // The chain is about to change behind its newest end.
      heads.forget(counter);
    }
  }

  /** The poll is shown: names the other windows whose row is another. */
  void elsewhere(RowVisitor visitor) {
    for (Repair repair : repairs) {
      repair.after(reader, end -> visitor.row(end, repair.point()));
    }
  }

  /** The poll is shown: names the resets that it makes final. */
  void resets(BiConsumer<Integer, Reset> visitor) {
    for (Resets counter : resets) {
      int place = poll.find(counter.point());
      boolean number = place >= 0 && poll.isNumber(place);
      for (Reset reset : counter.after(reader, number)) {
        visitor.accept(counter.point(), reset);
      }
    }
  }
}
