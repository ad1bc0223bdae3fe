package telemetry.deploy.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import telemetry.deploy.bench.Late;
import telemetry.deploy.bench.Latency;
import telemetry.deploy.bench.Restore;
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
            "each JVM",
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
        jvms(result),
        number(result.brokerCpuSeconds()),
        number(result.databaseCpuSeconds()),
        rate(result.values() / wall),
        result.rows() == 0 ? "-" : rate(result.rows() / wall),
        result.peakBytes() == 0 ? "-" : Long.toString(result.peakBytes() >> 20),
        against == null ? "-" : number(against.wallSeconds() / wall),
        right(result));
  }

  private static String jvms(Result result) {
    return result.jvmCpuSeconds().entrySet().stream()
        .map(it -> it.getKey() + " " + number(it.getValue()))
        .collect(Collectors.joining(", "));
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

  static String latencies(List<Latency.Latencies> seen) {
    var table =
        new Table(
            "emission ms",
            "polls/s",
            "seen",
            "p50 ms",
            "p90 ms",
            "p99 ms",
            "max ms",
            "cores: JVMs",
            "broker",
            "PostgreSQL",
            "peak MB");
    for (Latency.Latencies it : seen) {
      table.row(
          it.emissionMillis(),
          number(it.pollsPerSecond()),
          it.seen(),
          rate(it.p50Millis()),
          rate(it.p90Millis()),
          rate(it.p99Millis()),
          rate(it.maxMillis()),
          number(it.applicationCores()),
          number(it.brokerCores()),
          number(it.databaseCores()),
          it.peakBytes() >> 20);
    }
    return table.text();
  }

  static String line(Late.Correction correction) {
    return "system %d: %s s, %d rows depend on it, %d were touched"
        .formatted(
            correction.system(),
            number(correction.wallSeconds()),
            correction.rows(),
            correction.touched());
  }

  static String corrections(List<Late.Correction> seen) {
    List<Double> walls = seen.stream().map(Late.Correction::wallSeconds).sorted().toList();
    return new Table("late readings", "median s", "max s")
        .row(
            walls.size(),
            number(walls.get((walls.size() - 1) / 2)),
            number(walls.get(walls.size() - 1)))
        .text();
  }

  static String line(Restore.Restart restart) {
    return "%s, run %d: rows after %s s, their hours and days after %s s"
        .formatted(
            restart.state(),
            restart.run(),
            number(restart.rowsSeconds()),
            number(restart.wallSeconds()));
  }

  /** The median of each way. */
  static String restarts(List<Restore.Restart> seen) {
    var table = new Table("restart", "points", "rows s", "hours, days s", "CPU s", "peak MB");
    for (String state : seen.stream().map(Restore.Restart::state).distinct().toList()) {
      List<Restore.Restart> runs =
          seen.stream()
              .filter(it -> it.state().equals(state))
              .sorted(Comparator.comparingDouble(Restore.Restart::rowsSeconds))
              .toList();
      Restore.Restart median = runs.get((runs.size() - 1) / 2);
      table.row(
          state,
          median.points(),
          number(median.rowsSeconds()),
          number(median.wallSeconds()),
          number(median.cpuSeconds()),
          median.peakBytes() >> 20);
    }
    return table.text();
  }

  private static String rate(double aSecond) {
    return String.format(Locale.ROOT, "%,.0f", aSecond);
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, number < 10 ? "%.2f" : "%.1f", number);
  }
}
