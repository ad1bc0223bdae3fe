package telemetry.deploy.cli;

import java.util.Locale;
import telemetry.deploy.demo.Consistency;

/** What arrived, in one line of numbers. */
final class DemoTable {
  private DemoTable() {}

  static String of(Consistency found, StatusReport status) {
    long lag = status.lag().values().stream().mapToLong(Long::longValue).sum();
    return new Table("systems", "points", "raw", "readings", "rows", "rejected", "late", "lag")
        .row(
            number(status.systems()),
            number(status.points()),
            number(found.raw()),
            number(found.readings()),
            number(status.rows()),
            number(found.rejected()),
            number(status.late()),
            number(lag))
        .text();
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
