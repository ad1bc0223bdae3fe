package telemetry.deploy.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import telemetry.deploy.bench.Result;

/** Results of benchmarks, for people. */
final class BenchTable {
  private BenchTable() {}

  /** One, as soon as it is there. */
  static String line(Result result) {
    return "%s, run %d: %s s%s"
        .formatted(
            result.contender(),
            result.run(),
            number(result.wallSeconds()),
            result.problems().isEmpty() ? "" : "; not right: " + result.problems().get(0));
  }

  /** The run of each contender that is the median by wall. */
  static String of(List<Result> results) {
    Map<String, Result> medians = medians(results);
    var table =
        new Table(
            "contender",
            "wall s",
            "CPU s: all",
            "JVMs",
            "broker",
            "PostgreSQL",
            "values/s",
            "rows/s",
            "peak MB",
            "ratio",
            "right");
    medians.values().forEach(result -> row(table, result, medians));
    return table.text();
  }

  static Map<String, Result> medians(List<Result> results) {
    var medians = new LinkedHashMap<String, Result>();
    for (Result each : results) {
      List<Result> runs =
          results.stream()
              .filter(it -> it.contender().equals(each.contender()))
              .sorted(Comparator.comparingDouble(Result::wallSeconds))
              .toList();
      medians.put(each.contender(), runs.get((runs.size() - 1) / 2));
    }
    return medians;
  }

  private static void row(Table table, Result result, Map<String, Result> medians) {
    double wall = result.wallSeconds();
    Result against = medians.get(result.against());
    table.row(
        result.contender(),
        number(wall),
        number(result.cpuSeconds()),
        number(result.applicationCpuSeconds()),
        number(result.brokerCpuSeconds()),
        number(result.databaseCpuSeconds()),
        rate(result.values() / wall),
        result.rows() == 0 ? "-" : rate(result.rows() / wall),
        result.peakBytes() == 0 ? "-" : Long.toString(result.peakBytes() >> 20),
        against == null ? "-" : number(against.wallSeconds() / wall),
        right(result));
  }

  private static String right(Result result) {
    Long wanted = result.wantedRows();
    Long right = result.rightRows();
    if (wanted == null || right == null) {
      return "-";
    }
    return result.problems().isEmpty()
        ? "all"
        : String.format(Locale.ROOT, "%.2f%%", 100.0 * right / wanted);
  }

  private static String rate(double aSecond) {
    return String.format(Locale.ROOT, "%,.0f", aSecond);
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, number < 10 ? "%.2f" : "%.1f", number);
  }
}
