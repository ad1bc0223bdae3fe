package telemetry.deploy.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import telemetry.deploy.bench.Growth;
import telemetry.deploy.bench.Late;
import telemetry.deploy.bench.Latency;
import telemetry.deploy.bench.Restore;
import telemetry.deploy.bench.Result;
import telemetry.deploy.bench.W1;
import telemetry.deploy.bench.workload.Workload;

/** {@code telemetry bench}: how fast it is, measured here. */
@Command(
    name = "bench",
    description = {
      "Measure how fast it is here, and hold every row against what it must be.",
      "",
      "Brings a broker, a registry and a PostgreSQL of its own. What is measured runs in fresh JVMs, as"
          + " the launcher runs roles."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry bench w1 --runs 3 --json w1.json",
      "  telemetry bench latency"
    })
final class BenchCommand extends Verbs {
  private static final String RUNS = "How often each runs. Default: ${DEFAULT-VALUE}";
  private static final String SYSTEMS = "How many systems, of 16 points. Default: ${DEFAULT-VALUE}";
  private static final String HOURS = "How much history. Default: ${DEFAULT-VALUE}";

  @Command(
      description = {
        "Catch up with a day of history, polled once a minute; against the machine's limits and the"
            + " textbook. The table has the median of the runs.",
        "",
        "Status 1 if a row of ours is not right."
      },
      footer = {
        "",
        "Examples:",
        "  telemetry bench w1 --systems 20 --hours 2 --json w1.json",
        "  telemetry bench w1 --only 'to rows$' --runs 3"
      })
  int w1(
      @Mixin SettingsOptions settings,
      @Mixin BenchOptions options,
      @Option(names = "--systems", paramLabel = "N", defaultValue = "500", description = SYSTEMS)
          int systems,
      @Option(names = "--hours", paramLabel = "H", defaultValue = "24", description = HOURS)
          int hours,
      @Option(names = "--runs", paramLabel = "N", defaultValue = "1", description = RUNS) int runs,
      @Option(
              names = "--only",
              paramLabel = "REGEX",
              description =
                  "Only contenders with a name in which this is found, and the one before where"
                      + " they go on from what it left.")
          @Nullable Pattern only)
      throws InterruptedException {
    return measure(
        settings,
        options,
        stand -> {
          var w1 =
              new W1(
                  stand,
                  Workload.minutely(systems, hours, options.seed()),
                  settings.given(),
                  options.javaOptions());
          List<Result> results =
              w1.run(
                  name -> only == null || only.matcher(name).find(),
                  runs,
                  result -> say(BenchTable.line(result)));
          return report(options, Map.of("systems", systems, "hours", hours), results);
        });
  }

  @Command(
      description = {
        "Live: systems that are polled every 6 seconds; from sending to a row that has it.",
        "",
        "At two emissions: every second, as users get it, and every 100 ms."
      },
      footer = {"", "Example:", "  telemetry bench latency --systems 300 --seconds 60"})
  int latency(
      @Mixin SettingsOptions settings,
      @Mixin BenchOptions options,
      @Option(names = "--systems", paramLabel = "N", defaultValue = "3000", description = SYSTEMS)
          int systems,
      @Option(
              names = "--seconds",
              paramLabel = "S",
              defaultValue = "120",
              description = "How long it watches. Default: ${DEFAULT-VALUE}")
          int seconds)
      throws InterruptedException {
    return measure(
        settings,
        options,
        stand -> {
          var latency =
              new Latency(
                  stand,
                  systems,
                  Duration.ofSeconds(seconds),
                  options.seed(),
                  settings.given(),
                  options.javaOptions());
          List<Latency.Latencies> seen = new ArrayList<>();
          for (int emission : new int[] {1000, 100}) {
            seen.add(latency.run(Duration.ofMillis(emission)));
          }
          say(BenchTable.latencies(seen));
          options.write(Map.of("systems", systems, "seconds", seconds), seen);
          return ExitStatus.OK;
        });
  }

  @Command(
      description = "A reading comes six days late: until all that depends on it is corrected.",
      footer = {"", "Example:", "  telemetry bench late --systems 5"})
  int late(
      @Mixin SettingsOptions settings,
      @Mixin BenchOptions options,
      @Option(names = "--systems", paramLabel = "N", defaultValue = "20", description = SYSTEMS)
          int systems)
      throws InterruptedException {
    return measure(
        settings,
        options,
        stand -> {
          var late =
              new Late(stand, systems, options.seed(), settings.given(), options.javaOptions());
          List<Late.Correction> seen = late.run(correction -> say(BenchTable.line(correction)));
          say("\n" + BenchTable.corrections(seen));
          options.write(Map.of("systems", systems, "days", 7), seen);
          if (seen.stream().anyMatch(it -> it.touched() != it.rows())) {
            throw new NotSoException("rows were touched that do not depend on the reading");
          }
          return ExitStatus.OK;
        });
  }

  @Command(
      description = "Streams is started again, with its state on disk and without.",
      footer = {"", "Example:", "  telemetry bench restore --systems 50 --hours 2"})
  int restore(
      @Mixin SettingsOptions settings,
      @Mixin BenchOptions options,
      @Option(names = "--systems", paramLabel = "N", defaultValue = "625", description = SYSTEMS)
          int systems,
      @Option(names = "--hours", paramLabel = "H", defaultValue = "24", description = HOURS)
          int hours,
      @Option(names = "--runs", paramLabel = "N", defaultValue = "3", description = RUNS) int runs)
      throws InterruptedException {
    return measure(
        settings,
        options,
        stand -> {
          var restore =
              new Restore(
                  stand,
                  Workload.minutely(systems, hours, options.seed()),
                  settings.given(),
                  options.javaOptions());
          List<Restore.Restart> seen = restore.run(runs, it -> say(BenchTable.line(it)));
          say("\n" + BenchTable.restarts(seen));
          options.write(Map.of("systems", systems, "hours", hours), seen);
          return ExitStatus.OK;
        });
  }

  @Command(
      description = "Catch up with ten times the systems, and with thirty days instead of one.",
      footer = {"", "Example:", "  telemetry bench growth --systems 5"})
  int growth(
      @Mixin SettingsOptions settings,
      @Mixin BenchOptions options,
      @Option(names = "--systems", paramLabel = "N", defaultValue = "50", description = SYSTEMS)
          int systems,
      @Option(names = "--runs", paramLabel = "N", defaultValue = "1", description = RUNS) int runs)
      throws InterruptedException {
    return measure(
        settings,
        options,
        stand -> {
          var growth = new Growth(stand, settings.given(), options.javaOptions());
          List<Result> results =
              growth.run(systems, options.seed(), runs, result -> say(BenchTable.line(result)));
          return report(options, Map.of("systems", systems, "hours", 24), results);
        });
  }

  private static int measure(SettingsOptions settings, BenchOptions options, BenchOptions.Work work)
      throws InterruptedException {
    Log.forPerson(settings.verbose());
    return options.onStand(work);
  }

  private int report(BenchOptions options, Map<String, Integer> workload, List<Result> results) {
    say("\n" + BenchTable.of(results));
    options.write(workload, results);
    List<String> wrong =
        results.stream()
            .filter(it -> it.contender().startsWith("ours") && !it.problems().isEmpty())
            .map(it -> it.contender() + ": " + String.join("\n  ", it.problems()))
            .toList();
    if (!wrong.isEmpty()) {
      throw new NotSoException("not every row is right:\n" + String.join("\n", wrong));
    }
    return ExitStatus.OK;
  }

  private void say(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
