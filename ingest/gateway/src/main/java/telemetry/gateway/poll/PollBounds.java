package telemetry.gateway.poll;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What asking may cost.
 *
 * @param sessions the directory of the accounts' sessions
 * @param patience how long an exchange with a vendor may take
 * @param maxBytes the longest answer
 * @param underWay the most requests under way to one vendor
 * @param pause how long is waited after a first failure; those that begin together, after a
 *     restart, are spread over it too
 */
public record PollBounds(
    Path sessions, Duration patience, int maxBytes, int underWay, Duration pause) {
  /** What is waited after a first failure where nothing else is said. */
  public static final Duration PAUSE = Duration.ofSeconds(5);
}
