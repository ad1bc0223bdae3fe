package telemetry.gateway.file;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a feed has come.
 *
 * @param file the file it is at
 * @param bytes bytes read of all files, as they lie on the disk
 * @param totalBytes bytes of all files, where they are known: standard input has no length
 * @param records records sent so far
 * @param elapsed since the feed began
 */
public record FeedProgress(
    String file, long bytes, OptionalLong totalBytes, long records, Duration elapsed) {
  /** Is told of progress, a few times a second at most; must not take long. */
  public interface Listener {
    /** Nobody. */
    Listener NONE = progress -> {};

    /** Tells how far it is. */
    void at(FeedProgress progress);

    /** Tells that it is over; nothing follows. */
    default void done() {}
  }

  /** Records a second. */
  public double rate() {
    return elapsed.isZero() ? 0 : records / (elapsed.toNanos() / 1e9);
  }

  /** The time left, where the total is known and something was read. */
  public Optional<Duration> eta() {
    if (totalBytes.isEmpty() || bytes == 0) {
      return Optional.empty();
    }
    double share = (double) bytes / totalBytes.getAsLong();
    double left = elapsed.toMillis() * (1 - share) / share;
    return Optional.of(Duration.ofMillis(Math.max(0, Math.round(left))));
  }
}
