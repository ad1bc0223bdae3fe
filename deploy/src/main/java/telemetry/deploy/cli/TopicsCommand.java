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
import telemetry.topics.Topic;
import telemetry.topics.Topics;

/** {@code telemetry topics}: the topics of the pipeline. */
@Command(
    name = "topics",
    description = "Make the topics, their schemas and the epoch; or list what they are.",
    footer = {
      "",
      "Examples:",
      "  telemetry topics apply --config production.properties --partitions 24",
      "  telemetry topics list"
    })
final class TopicsCommand extends Verbs {
  @Command(
      description = {
        "Make the topics that are missing, register the schemas, begin the epoch.",
        "A topic that is there and is not as it must be is refused, never changed."
      },
      footer = {"", "Example:", "  telemetry topics apply --data-dir data"})
  int apply(
      @Mixin SettingsOptions options,
      @Option(names = "--data-dir", paramLabel = "DIR", description = "A running pipeline's.")
          @Nullable Path dataDir,
      @Option(
              names = "--partitions",
              defaultValue = "" + Topics.LOCAL_PARTITIONS,
              description = "Of every topic; never changed later. Default: ${DEFAULT-VALUE}")
          int partitions,
      @Option(
              names = "--replicas",
              defaultValue = "-1",
              description = "Of every partition. Default: what the broker says")
          short replicas) {
    Log.forPerson(options.verbose());
    Map<String, String> settings =
        RequiredEndpoints.require(
            options.given(dataDir), RequiredEndpoints.KAFKA, RequiredEndpoints.REGISTRY);
    try (Cluster cluster = Cluster.connect(settings, Clock.systemUTC())) {
      List<String> made = cluster.topics(partitions, replicas).apply();
      spec.commandLine()
          .getOut()
          .println(made.isEmpty() ? "all were there" : "made " + String.join(", ", made));
    }
    return ExitStatus.OK;
  }

  @Command(
      description = "List the topics with what they are for the pipeline.",
      footer = {"", "Example:", "  telemetry topics list"})
  int list(@Mixin SettingsOptions options) {
    Log.forPerson(options.verbose());
    var table = new Table("topic", "key", "cleanup", "schema compatibility");
    for (Topic<?> topic : Topics.all()) {
      table.row(
          topic.name(),
          topic.key(),
          topic.cleanup(),
          topic.value() == null ? "bytes as they came" : topic.compatibility());
    }
    spec.commandLine().getOut().print(table.text());
    return ExitStatus.OK;
  }
}
