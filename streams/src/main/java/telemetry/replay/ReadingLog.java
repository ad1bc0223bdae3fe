package telemetry.replay;

import java.util.function.IntPredicate;
import telemetry.model.SystemReading;
import telemetry.recalculation.Extent;

/** The log of readings, one partition at a time, as far as it may be heard. */
public interface ReadingLog {
  /** Takes readings. */
  interface Visitor {
    /**
     * A reading.
     *
     * @param offset where it stands
     * @param appendedAt when the broker appended it, in epoch milliseconds
     */
    void reading(SystemReading reading, long offset, long appendedAt);
  }

  /** How many partitions it has. */
  int partitions();

  /** What a partition holds now. */
  Extent extent(int partition);

  /**
   * Shows what was appended since something measured at an instant could be, of everything before
   * an offset, in its order: so all that was measured from then on, and some that was before.
   *
   * @param from epoch milliseconds
   */
  void read(int partition, long from, long end, Visitor visitor);

  /**
   * Shows what stands between two offsets, in its order.
   *
   * @param begin the first offset; what the log has lost is left out
   * @param end the offset after the last
   * @param systems whose readings are wanted; the others' are not even decoded
   */
  void between(int partition, long begin, long end, IntPredicate systems, Visitor visitor);
}
