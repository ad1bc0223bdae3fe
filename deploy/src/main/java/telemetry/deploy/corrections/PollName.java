package telemetry.deploy.corrections;

import java.time.Instant;
import java.util.Comparator;
import telemetry.model.SystemReading;

/**
 * What a poll is known by.
 *
 * @param systemId the system
 * @param measuredAt the instant
 * @param source the vendor's stream
 */
public record PollName(int systemId, Instant measuredAt, String source)
    implements Comparable<PollName> {
  private static final Comparator<PollName> ORDER =
      Comparator.comparingInt(PollName::systemId)
          .thenComparing(PollName::measuredAt)
          .thenComparing(PollName::source);

  /** Of a reading. */
  static PollName of(SystemReading reading) {
    return new PollName(reading.systemId(), reading.measuredAt(), reading.source());
  }

  @Override
  public int compareTo(PollName other) {
    return ORDER.compare(this, other);
  }
}
