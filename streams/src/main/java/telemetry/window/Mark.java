package telemetry.window;

import java.util.BitSet;

/**
 * What is untold of one window. The bits are points.
 *
 * <p>{@code offset} is that of the last record that could have changed the window; the rows carry
 * it as their revision. No record between it and the task's position touched the window, so the row
 * at that offset and the row at the task's position are one.
 */
public final class Mark {
  private long offset;
  private final BitSet changed;
  private final BitSet corrected;
  private final BitSet unsettled;
  private boolean told;
  private boolean toldSettled;
  private long toldAt;

  /**
   * A mark as it was kept.
   *
   * @param offset of the last record that could have changed the window
   * @param changed points with a row that is not emitted
   * @param corrected those of them that had readings and had settled when the change came
   * @param unsettled points emitted as PROVISIONAL, to be emitted once more when the window settles
   */
  public Mark(long offset, BitSet changed, BitSet corrected, BitSet unsettled) {
    this.offset = offset;
    this.changed = changed;
    this.corrected = corrected;
    this.unsettled = unsettled;
  }

  Mark() {
    this(-1, new BitSet(), new BitSet(), new BitSet());
  }

  /** The offset of the last record that could have changed the window. */
  public long offset() {
    return offset;
  }

  /** Points with a row that is not emitted. */
  public BitSet changed() {
    return changed;
  }

  /** Those of them that had readings and had settled when the change came. */
  public BitSet corrected() {
    return corrected;
  }

  /** Points emitted as PROVISIONAL. */
  public BitSet unsettled() {
    return unsettled;
  }

  /**
   * Notes a change of points.
   *
   * @return whether the store must learn of it: the offset alone is found again from the polls
   */
  boolean note(BitSet points, BitSet corrections, long at) {
    offset = Math.max(offset, at);
    told = false;
    if (corrections.isEmpty() && points.equals(changed)) {
      return false;
    }
    int known = changed.cardinality() + corrected.cardinality();
    changed.or(points);
    corrected.or(corrections);
    return changed.cardinality() + corrected.cardinality() > known;
  }

  /**
   * Somebody else tells the rows of some points.
   *
   * @return whether the store must learn of it
   */
  boolean leave(BitSet points) {
    boolean news = changed.intersects(points) || unsettled.intersects(points);
    changed.andNot(points);
    corrected.andNot(points);
    unsettled.andNot(points);
    return news;
  }

  /** The points whose row is to be told now. */
  BitSet toTell(boolean settled) {
    var points = (BitSet) changed.clone();
    if (settled) {
      points.or(unsettled);
    }
    return points;
  }

  /** The rows are computed from the log up to this offset. */
  void takenUpAt(long at) {
    offset = at;
  }

  /**
   * Its rows were told.
   *
   * @param settled whether as settled ones
   * @param moment when
   */
  void tell(boolean settled, long moment) {
    told = true;
    toldSettled = settled;
    toldAt = moment;
  }

  /** Whether its rows were told since they last changed, and as settled ones if that is wanted. */
  boolean isTold(boolean settled) {
    return told && (toldSettled || !settled);
  }

  /** Whether its rows are told, and surely so. */
  boolean isSure(Delivery delivery) {
    return told && delivery.isSure(toldAt);
  }

  /** Whether they were told as settled: nothing is left to tell. */
  boolean isToldSettled() {
    return told && toldSettled;
  }

  /** Lifts the offset to what the window's own polls say. */
  void atLeast(long at) {
    offset = Math.max(offset, at);
  }

  /** Everything changed was emitted as PROVISIONAL. */
  void emitted() {
    unsettled.or(changed);
    changed.clear();
    corrected.clear();
    told = false;
  }
}
