package telemetry.window;

/**
 * When a poll was received: what decides which of two polls counts.
 *
 * @param batch the deliberate batch (amend, undo) that wrote it, 0 if none did; beats all else
 * @param raw its offset in {@code telemetry.raw}, {@link #NO_RAW} if it did not come from there
 * @param offset its offset in {@code telemetry.readings}
 */
public record Position(int batch, long raw, long offset) {
  /** Not from {@code telemetry.raw}. */
  public static final long NO_RAW = -1;

  /**
   * Whether this was received after another. By position in {@code telemetry.raw} where both come
   * from there, so that old bytes decoded again never beat a newer correction; the same bytes
   * decoded again do beat their former decoding.
   */
  public boolean isAfter(Position other) {
    if (batch != other.batch) {
      return batch > other.batch;
    }
    if (raw != NO_RAW && other.raw != NO_RAW && raw != other.raw) {
      return raw > other.raw;
    }
    return offset > other.offset;
  }
}
