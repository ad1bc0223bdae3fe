package telemetry.replay;

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
   * Shows what was measured from an instant on, of everything before an offset, in its order. What
   * was measured before may be shown too.
   *
   * @param from epoch milliseconds
   */
  void read(int partition, long from, long end, Visitor visitor);
}
