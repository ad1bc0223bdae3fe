package telemetry.deploy.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import telemetry.deploy.run.Cluster;
import telemetry.model.Epoch;

/** {@code telemetry epoch}: the incarnation of the log. */
@Command(
    name = "epoch",
    description = {
      "Show or raise the epoch: the incarnation of the log that revisions count in.",
      "",
      "Streams and sink refuse to run on a log that is not the epoch's: a topic that was made anew"
          + " or divided anew. Raising says that this is meant; from then on every row of the new"
          + " log beats every row of the old."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry epoch show --data-dir data",
      "  telemetry epoch raise --reason 'restored from backup of 1 March' --data-dir data"
    })
final class EpochCommand extends Verbs {
  @Command(
      description = "Show the epoch in force; status 3 if Kafka is not what it says.",
      footer = {"", "Example:", "  telemetry epoch show --data-dir data"})
  int show(
      @Mixin SettingsOptions options,
      @Option(names = "--data-dir", paramLabel = "DIR", description = "A running pipeline's.")
          @Nullable Path dataDir) {
    Log.forPerson(options.verbose());
    try (Cluster cluster = connect(options, dataDir)) {
      print(cluster.epoch().check());
    }
    return ExitStatus.OK;
  }

  @Command(
      description = "Begin the next epoch on the log as it is now.",
      footer = {
        "",
        "Running processes keep to the former epoch until they are started again; rows that stand"
            + " keep what they say until a change or a replay tells them anew.",
        "",
        "Examples:",
        "  telemetry epoch raise --reason 'topic made anew'",
        "  telemetry epoch raise --reason 'meter of 6 replaced' --max-per-hour"
            + " 6/solar_wh_total=20000"
      })
  int raise(
      @Mixin SettingsOptions options,
      @Option(names = "--data-dir", paramLabel = "DIR", description = "A running pipeline's.")
          @Nullable Path dataDir,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Why, for those who ask later.")
          String reason,
      @Option(
              names = "--max-per-hour",
              paramLabel = "POINT=LIMIT",
              description =
                  "How fast a counter can rise, in its unit: 6/solar_wh_total=20000, or"
                      + " '*/solar_wh_total=20000' for every system. A faster rise is a re-base:"
                      + " it adds nothing and is announced. Said before, it stands.")
          @Nullable Map<String, Double> maxPerHour,
      @Option(
              names = "--no-max-per-hour",
              paramLabel = "POINT",
              description = "Take the limit of a counter away.")
          @Nullable List<String> unlimited) {
    Log.forPerson(options.verbose());
    try (Cluster cluster = connect(options, dataDir)) {
      print(
          cluster
              .epoch()
              .raise(
                  reason,
                  limits ->
                      limits
                          .without(unlimited == null ? List.of() : unlimited)
                          .with(maxPerHour == null ? Map.of() : maxPerHour)));
    }
    return ExitStatus.OK;
  }

  private static Cluster connect(SettingsOptions options, @Nullable Path dataDir) {
    return Cluster.connect(
        RequiredEndpoints.require(
            options.given(dataDir), RequiredEndpoints.KAFKA, RequiredEndpoints.REGISTRY),
        Clock.systemUTC());
  }

  private void print(Epoch epoch) {
    spec.commandLine()
        .getOut()
        .print(
            new Table("epoch", "topic id", "partitions", "rules", "limits", "since", "reason")
                .row(
                    epoch.epoch(),
                    epoch.topicId(),
                    epoch.partitions(),
                    epoch.rules(),
                    epoch.limits().maxPerHour(),
                    epoch.raisedAt(),
                    epoch.reason())
                .text());
  }
}
