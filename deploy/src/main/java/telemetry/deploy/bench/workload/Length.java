package telemetry.deploy.bench.workload;

import java.time.Duration;
import telemetry.model.Interval;

/** How much one row says. Hours and days are those of UTC: nobody declares the systems. */
public enum Length {
  /** 5 minutes. */
  WINDOW(Interval.LENGTH),
  /** An hour. */
  HOUR(Duration.ofHours(1)),
  /** A day. */
  DAY(Duration.ofDays(1));

  private final long millis;

  Length(Duration length) {
    this.millis = length.toMillis();
  }

  /** In milliseconds. */
  public long millis() {
    return millis;
  }
}
