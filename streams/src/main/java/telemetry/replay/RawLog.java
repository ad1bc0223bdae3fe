package telemetry.replay;

import telemetry.recalculation.Extent;
import telemetry.vendors.Decoded;

/** The log of raw bytes, one partition at a time, as today's decoders understand it. */
public interface RawLog {
  /** Takes records. */
  interface Visitor {
    /**
     * A record.
     *
     * @param offset where it stands
     * @param decoded what it means today
     */
    void record(long offset, Decoded decoded);
  }

  /** What a partition holds now. */
  Extent extent(int partition);

  /**
   * Shows what was appended since something measured at an instant could be, of everything before
   * an offset, in its order.
   *
   * @param from epoch milliseconds
   */
  void read(int partition, long from, long end, Visitor visitor);
}
