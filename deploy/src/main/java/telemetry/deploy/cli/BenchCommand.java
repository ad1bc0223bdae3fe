package telemetry.deploy.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.bench.Machine;
import telemetry.deploy.bench.Result;
import telemetry.deploy.bench.W1;
import telemetry.deploy.bench.workload.Workload;

/** {@code telemetry bench}: how fast it is, measured here. */
@Command(
    name = "bench",
    description = {
      "Measure how fast it is here, and hold every row against what it must be.",
      "",
      "Brings a broker, a registry and a PostgreSQL of its own. Each contender runs in fresh JVMs,"
          + " as the launcher runs roles."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry bench w1",
      "  telemetry bench w1 --systems 20 --hours 2 --json w1.json"
    })
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Wanted w1, found nothing");
  }

  @Command(
      description = {
        "Catch up with a day of history: systems of 16 points, polled once a minute.",
        "",
        "Status 1 if a row of ours is not right."
      },
      footer = {"", "Example:", "  telemetry bench w1 --systems 20 --hours 2 --json w1.json"})
  int w1(
      @Mixin SettingsOptions settings,
      @Mixin BenchOptions options,
      @Option(
              names = "--systems",
              paramLabel = "N",
              defaultValue = "500",
              description = "How many systems. Default: ${DEFAULT-VALUE}")
          int systems,
      @Option(
              names = "--hours",
              paramLabel = "H",
              defaultValue = "24",
              description = "How much history. Default: ${DEFAULT-VALUE}")
          int hours,
      @Option(
              names = "--runs",
              paramLabel = "N",
              defaultValue = "1",
              description = "How often each contender runs; the table has the median. Default: 1")
          int runs,
      @Option(
              names = "--only",
              paramLabel = "REGEX",
              description = "Only contenders with a name in which this is found.")
          @Nullable Pattern only)
      throws InterruptedException {
    Log.forPerson(settings.verbose());
    PrintWriter out = spec.commandLine().getOut();
    return options.onStand(
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
                  result -> say(out, BenchTable.line(result)));
          say(out, "\n" + BenchTable.of(results));
          options.write(
              Map.of(
                  "machine", Machine.here(),
                  "workload", Map.of("systems", systems, "hours", hours, "seed", options.seed()),
                  "medians", BenchTable.medians(results).values(),
                  "results", results));
          requireRight(results);
          return ExitStatus.OK;
        });
  }

  private static void requireRight(List<Result> results) {
    List<String> wrong =
        results.stream()
            .filter(it -> it.contender().startsWith("ours") && !it.problems().isEmpty())
            .map(it -> it.contender() + ": " + String.join("\n  ", it.problems()))
            .toList();
    if (!wrong.isEmpty()) {
      throw new NotSoException("not every row is right:\n" + String.join("\n", wrong));
    }
  }

  private static void say(PrintWriter out, String text) {
    out.println(text);
    out.flush();
  }
}
