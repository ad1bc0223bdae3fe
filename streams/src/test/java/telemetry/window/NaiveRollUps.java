package telemetry.window;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import telemetry.model.SystemReading;

/**
 * The rules of roll-ups once more, as plainly as they can be said: the rows of {@link
 * NaiveWindows}, as they are written, put together by what the clock on the wall shows. Shares no
 * class of the product's window.
 */
public final class NaiveRollUps {
  private NaiveRollUps() {}

  /** The hours after readings received in this order. */
  public static List<String> hours(List<SystemReading> received) {
    return hours(received, Map.of());
  }

  /** The same where counters cannot rise as they like. */
  public static List<String> hours(List<SystemReading> received, Map<String, Double> maxPerHour) {
    return rows(
        received, maxPerHour, end -> (end - 1 - Math.floorMod(end - 1, 3_600_000L) + 3_600_000L));
  }

  /** The days likewise, where clocks show a zone's time. */
  public static List<String> days(List<SystemReading> received, ZoneId zone) {
    return days(received, zone, Map.of());
  }

  /** The same where counters cannot rise as they like. */
  public static List<String> days(
      List<SystemReading> received, ZoneId zone, Map<String, Double> maxPerHour) {
    return rows(
        received,
        maxPerHour,
        end -> {
          LocalDate date = Instant.ofEpochMilli(end - 1).atZone(zone).toLocalDate();
          return date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        });
  }

  private interface Naming {
    long endOf(long windowEnd);
  }

  private static List<String> rows(
      List<SystemReading> received, Map<String, Double> maxPerHour, Naming naming) {
    var groups = new TreeMap<String, TreeMap<Long, String[]>>();
    for (String row : NaiveWindows.rows(received, maxPerHour)) {
      String[] columns = row.split(" ");
      long end = Long.parseLong(columns[1]);
      groups
          .computeIfAbsent(columns[0] + " " + naming.endOf(end), key -> new TreeMap<>())
          .put(end, columns);
    }
    var rows = new ArrayList<String>();
    groups.forEach((name, group) -> rows.add(name + " " + row(List.copyOf(group.values()))));
    return rows;
  }

  private static String row(List<String[]> windows) {
    List<Double> means = numbers(windows, 2);
    List<Double> deltas = numbers(windows, 7);
    String last = "null null";
    for (String[] window : windows) {
      if (!window[5].equals("null") || !window[6].equals("null")) {
        last = window[5] + " " + window[6];
      }
    }
    boolean estimated = windows.stream().anyMatch(window -> window[12].equals("ESTIMATED"));
    return String.join(
        " ",
        means.isEmpty() ? "null" : Double.toString(sum(means) / means.size()),
        numbers(windows, 3).stream().min(Double::compare).map(String::valueOf).orElse("null"),
        numbers(windows, 4).stream().max(Double::compare).map(String::valueOf).orElse("null"),
        last,
        deltas.isEmpty() ? "null" : Double.toString(sum(deltas)),
        windows.stream()
            .map(window -> window[8])
            .filter(since -> !since.equals("null"))
            .min((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)))
            .orElse("null"),
        count(windows, 9),
        count(windows, 10),
        count(windows, 11),
        estimated ? "ESTIMATED" : "GOOD");
  }

  private static List<Double> numbers(List<String[]> windows, int column) {
    return windows.stream()
        .map(window -> window[column])
        .filter(number -> !number.equals("null"))
        .map(Double::valueOf)
        .toList();
  }

  /** Plain: a stream's sum would compensate. */
  private static double sum(List<Double> numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum;
  }

  private static String count(List<String[]> windows, int column) {
    return Integer.toString(
        windows.stream().mapToInt(window -> Integer.parseInt(window[column])).sum());
  }
}
