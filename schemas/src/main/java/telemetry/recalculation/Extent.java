package telemetry.recalculation;

/**
 * What a recalculation reads of one partition of {@code telemetry.readings}.
 *
 * @param begin the first offset that the log held
 * @param end the end of the log, captured once: the rows are the truth of everything before it
 * @param floor a reading measured at or before this instant may be missing from the log; {@link
 *     #WHOLE} if none is
 */
public record Extent(long begin, long end, long floor) {
  /** Everything that was ever written is there. */
  public static final long WHOLE = Long.MIN_VALUE;

  /** The offset of the last record: what the rows carry as their revision. */
  public long last() {
    return Math.max(0, end - 1);
  }
}
