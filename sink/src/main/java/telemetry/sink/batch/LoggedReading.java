package telemetry.sink.batch;

import org.jspecify.annotations.Nullable;
import telemetry.model.RawPosition;
import telemetry.model.SystemReading;

/**
 * A reading and its place in the log, which together say when it was received.
 *
 * @param reading what it says
 * @param offset in {@code telemetry.readings}
 */
public record LoggedReading(SystemReading reading, long offset) {
  /** The deliberate batch that wrote it; 0 if none did. */
  public int batch() {
    Integer batch = reading.batch();
    return batch == null ? 0 : batch;
  }

  /** Its place in {@code telemetry.raw}; null if it did not come from there. */
  public @Nullable Long rawOffset() {
    RawPosition raw = reading.raw();
    return raw == null ? null : raw.offset();
  }

  /**
   * Whether this was received after another version of the same poll: what the windows go by, too.
   * Old bytes that are decoded again do not beat a newer correction.
   */
  public boolean isAfter(LoggedReading other) {
    if (batch() != other.batch()) {
      return batch() > other.batch();
    }
    Long mine = rawOffset();
    Long theirs = other.rawOffset();
    if (mine != null && theirs != null && !mine.equals(theirs)) {
      return mine > theirs;
    }
    return offset > other.offset;
  }
}
