package telemetry.gateway.file;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a feed.
 *
 * @param records records that the log acknowledged
 * @param blankLines lines that held nothing and were skipped
 * @param lastOffsets partition of {@code telemetry.raw} to the highest offset of this feed in it
 * @param elapsed how long it took
 * @param problem why it ended before the end of the files, if it did
 */
public record FeedSummary(
    long records,
    long blankLines,
    Map<Integer, Long> lastOffsets,
    Duration elapsed,
    Optional<String> problem) {
  /** Copies the offsets. */
  public FeedSummary {
    lastOffsets = Map.copyOf(lastOffsets);
  }

  /** Whether everything was sent. */
  public boolean complete() {
    return problem.isEmpty();
  }
}
