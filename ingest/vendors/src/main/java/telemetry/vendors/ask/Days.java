package telemetry.vendors.ask;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Cuts a time at midnights: for vendors that are asked day by day. */
public final class Days {
  private Days() {}

  /**
   * One ask for each day that holds a part of a time. An interval that ends at midnight is of the
   * day that ends there.
   *
   * @param question the question's name
   * @param zone of the midnights
   * @param path what to get for the part of a day that begins at an instant
   */
  public static List<Ask> asks(
      String question, Instant from, Instant to, ZoneId zone, Function<Instant, String> path) {
    var asks = new ArrayList<Ask>();
    Instant start = from;
    while (start.isBefore(to)) {
      LocalDate day = start.atZone(zone).toLocalDate();
      Instant midnight = day.plusDays(1).atStartOfDay(zone).toInstant();
      Instant end = midnight.isBefore(to) ? midnight : to;
      asks.add(new Ask(question, path.apply(start), start, end));
      start = end;
    }
    return asks;
  }
}
