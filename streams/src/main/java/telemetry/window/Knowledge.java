package telemetry.window;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Of which points the state knows everything that a row follows from. A reading that was turned
 * away as late is not in it; whoever cannot know says nothing, and leaves the row to the late path.
 *
 * <p>Asked when a row changes, not when it is told: what is turned away between the two comes after
 * the row's revision, and nobody else would tell the row.
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

  /**
   * Those of some points whose rows from an instant on nothing that was turned away is part of, in
   * none of their meanings.
   */
  BitSet of(long start, BitSet points) {
    long turnedAway = past.turnedAway();
    if (turnedAway == Facts.NEVER) {
      return points;
    }
    if (start < turnedAway) {
      return new BitSet();
    }
    BitSet known = known(start, table.withMeanings(points), turnedAway);
    for (int p = points.nextSetBit(0); p >= 0; p = points.nextSetBit(p + 1)) {
      var unknown = (BitSet) table.meanings(p).clone();
      unknown.andNot(known);
      known.set(p, known.get(p) && unknown.isEmpty());
    }
    known.and(points);
    return known;
  }

  private BitSet known(long start, BitSet points, long turnedAway) {
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
}
