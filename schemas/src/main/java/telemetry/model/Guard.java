package telemetry.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What may stand in the log of readings; one rule for streams, sink and replay alike. */
public final class Guard {
  /** How far a system's clock may be ahead of the broker's. */
  public static final Duration AHEAD = Duration.ofMinutes(10);

  private Guard() {}

  /**
   * Refuses a reading from the future: one wrong clock must not move anyone's time.
   *
   * @param measuredAt the reading's instant
   * @param appendedAt the record's append time
   */
  public static Optional<Rejection> time(Instant measuredAt, Instant appendedAt) {
    if (measuredAt.isAfter(appendedAt.plus(AHEAD))) {
      return Optional.of(
          new Rejection(
              RejectReason.FUTURE,
              "measuredAt",
              "at most " + AHEAD.toMinutes() + " min after it was received at " + appendedAt,
              measuredAt.toString()));
    }
    return Optional.empty();
  }

  /**
   * Refuses a key that is not the record's own system.
   *
   * @param key the record's key
   * @param systemId the system in its value
   */
  public static Optional<Rejection> key(String key, int systemId) {
    if (key.equals(Integer.toString(systemId))) {
      return Optional.empty();
    }
    return Optional.of(new Rejection(RejectReason.BAD_KEY, "key", Integer.toString(systemId), key));
  }

  /**
   * Refuses a record that its key would not have been sent to.
   *
   * @param expected the partition that murmur2 of the key gives
   * @param found the partition that it stands in
   */
  public static Optional<Rejection> partition(int expected, int found) {
    if (expected == found) {
      return Optional.empty();
    }
    return Optional.of(
        new Rejection(
            RejectReason.WRONG_PARTITION,
            "partition",
            expected + " (murmur2 of the key, as the Java client does)",
            Integer.toString(found)));
  }
}
