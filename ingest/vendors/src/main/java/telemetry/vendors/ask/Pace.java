package telemetry.vendors.ask;

import java.time.Duration;

/**
 * The most requests that an account may make in any span of a length.
 *
 * @param requests how many, from 1
 * @param per the length
 */
public record Pace(int requests, Duration per) {
  /** Refuses a pace at which nothing moves. */
  public Pace {
    if (requests < 1 || per.isNegative() || per.isZero()) {
      throw new IllegalArgumentException(
          "pace: wanted requests >= 1 and per > 0, found " + requests + " per " + per);
    }
  }
}
