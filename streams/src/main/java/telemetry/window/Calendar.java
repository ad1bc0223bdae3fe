package telemetry.window;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Cuts time into the periods of roll-ups, without gap or overlap. */
abstract class Calendar {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private Period latest = new Period(0, 0);

  /** The period of a window that ends at an instant. */
  final Period of(long windowEnd) {
    if (!latest.holds(windowEnd)) {
      latest = find(windowEnd);
    }
    return latest;
  }

  abstract Period find(long windowEnd);

  /** Hours, UTC. */
  static Calendar hours() {
    return new Calendar() {
      @Override
      Period find(long windowEnd) {
        long end = -Math.floorDiv(-windowEnd, HOUR) * HOUR;
        return new Period(end - HOUR, end);
      }
    };
  }

  /**
   * Days of a zone, each from its midnight, or from the first instant after where clocks skip it.
   */
  static Calendar days(ZoneId zone) {
    return new Calendar() {
      @Override
      Period find(long windowEnd) {
        LocalDate date = Instant.ofEpochMilli(windowEnd - 1).atZone(zone).toLocalDate();
        // Where clocks are put back over midnight, the date is seen twice: its day began already.
        while (start(date.plusDays(1)) < windowEnd) {
          date = date.plusDays(1);
        }
        return new Period(start(date), start(date.plusDays(1)));
      }

      private long start(LocalDate date) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
      }
    };
  }
}
