package telemetry.replay;

import java.time.Instant;
import java.util.Comparator;
import telemetry.model.SystemReading;

/**
 * What names a poll within its system.
 *
 * @param measuredAt the instant
 * @param source the vendor's stream
 */
record PollKey(Instant measuredAt, String source) implements Comparable<PollKey> {
  private static final Comparator<PollKey> ORDER =
      Comparator.comparing(PollKey::measuredAt).thenComparing(PollKey::source);

  static PollKey of(SystemReading reading) {
    return new PollKey(reading.measuredAt(), reading.source());
  }

  @Override
  public int compareTo(PollKey other) {
    return ORDER.compare(this, other);
  }
}
