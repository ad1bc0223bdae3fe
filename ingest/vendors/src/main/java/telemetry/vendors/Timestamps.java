package telemetry.vendors;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The ways in which vendors write an instant. All give whole milliseconds, rounded down, in the
 * years 1970 to 9999; anything else is empty.
 */
public final class Timestamps {
  /** What an ISO 8601 instant must look like, for answers. */
  public static final String ISO = "an ISO 8601 instant with its zone, like 2026-01-31T04:05:06Z";

  /** What unix time must look like, for answers. */
  public static final String UNIX = "unix time from 1970 to 9999";

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
  private static final int MAX_DIGITS = 40;

  private Timestamps() {}

  /** An ISO 8601 instant; the zone must be there, as Z or an offset. */
  public static Optional<Instant> iso(String text) {
    try {
      Instant parsed = DateTimeFormatter.ISO_INSTANT.parse(text.strip(), Instant::from);
      return inRange(parsed) ? Optional.of(Instant.ofEpochMilli(parsed.toEpochMilli())) : none();
    } catch (DateTimeException e) {
      return none(); // The caller says what was wanted and what was found.
    }
  }

  /**
   * Unix time, exactly: no binary fraction comes between 1475690699.014683 and its millisecond.
   *
   * @param text a decimal number
   * @param unitMillis milliseconds in its unit: 1000 for seconds, 1 for milliseconds
   */
  public static Optional<Instant> unix(String text, int unitMillis) {
    String digits = text.strip();
    if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
      return none();
    }
    try {
      var number = new BigDecimal(digits);
      // 1e999999999 is six characters and a gigabyte of digits: look at the scale before using it.
      if (Math.abs((long) number.scale()) > MAX_DIGITS || number.signum() < 0) {
        return none();
      }
      BigDecimal millis =
          number.multiply(BigDecimal.valueOf(unitMillis)).setScale(0, RoundingMode.FLOOR);
      if (millis.compareTo(BigDecimal.valueOf(LAST.toEpochMilli())) > 0) {
        return none();
      }
      return Optional.of(Instant.ofEpochMilli(millis.longValueExact()));
    } catch (NumberFormatException e) {
      return none(); // The caller says what was wanted and what was found.
    }
  }

  private static boolean inRange(Instant instant) {
    return !instant.isBefore(Instant.EPOCH) && !instant.isAfter(LAST);
  }

  private static Optional<Instant> none() {
    return Optional.empty();
  }
}
