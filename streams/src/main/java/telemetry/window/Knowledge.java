package telemetry.window;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Of which points the state knows everything that a row follows from. A reading that was turned
 * away as late is not in it; whoever cannot know says nothing, and leaves the row to the late path.
 */
final class Knowledge {
  private final Past past;
  private final PointTable table;
  private final RowReader reader;

  Knowledge(Past past, PointTable table, RowReader reader) {
    this.past = past;
    this.table = table;
    this.reader = reader;
  }

  /** Those of some points whose rows from an instant on nothing that was turned away is part of. */
  BitSet of(long start, BitSet points) {
    long turnedAway = past.turnedAway();
    if (turnedAway == Facts.NEVER) {
      return points;
    }
    if (start < turnedAway) {
      return new BitSet();
    }
    var known = (BitSet) points.clone();
    var counters = (BitSet) points.clone();
    counters.and(table.counters());
    @Nullable Poll[] bases = reader.anchors(counters, start - CounterChain.COMEBACK);
    for (int p = counters.nextSetBit(0); p >= 0; p = counters.nextSetBit(p + 1)) {
      Poll base = bases[p];
      known.set(p, base != null && base.at() > turnedAway);
    }
    return known;
  }

  /** Whether it knows all of them. */
  boolean isWhole(long start, BitSet points) {
    return of(start, points).equals(points);
  }
}
