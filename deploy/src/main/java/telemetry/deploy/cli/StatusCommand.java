package telemetry.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.progress.Progress;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.run.Roles;

/** {@code telemetry status}: how far everything is. */
@Command(
    name = "status",
    description = {
      "Show what stands in the topics and tables, and how far each stage lags.",
      "",
      "With --wait-idle: wait until everything that is in the log now has become rows. It goes by"
          + " places in the logs, captured at the call; what comes in later does not matter."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry status --data-dir data",
      "  telemetry status --data-dir data --wait-idle --timeout 60s && psql …",
      "  telemetry status --data-dir data --json | jq .lag"
    })
final class StatusCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(names = "--data-dir", paramLabel = "DIR", description = "A running pipeline's.")
  private @Nullable Path dataDir;

  @Option(names = "--wait-idle", description = "Wait; status 1 if it is not so in time.")
  private boolean waitIdle;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = DurationText.class,
      description = "How long to wait: 500ms, 60s, 5m. Default: ${DEFAULT-VALUE}")
  private Duration timeout = Duration.ofSeconds(60);

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    Log.forPerson(options.verbose());
    Map<String, String> settings =
        RequiredEndpoints.require(
            options.given(dataDir),
            RequiredEndpoints.KAFKA,
            RequiredEndpoints.REGISTRY,
            RequiredEndpoints.DATABASE);
    try (Cluster cluster = Cluster.connect(settings, Clock.systemUTC());
        TopicScan scan = new TopicScan(cluster.kafka(), PATIENCE)) {
      var stages = cluster.stages(settings);
      Optional<String> lacking =
          waitIdle ? new Progress(stages, scan).await(timeout) : Optional.empty();
      StatusReport report = StatusReport.read(scan, stages, Roles.database(settings));
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? new ObjectMapper().writeValueAsString(report) + "\n" : report.text());
      out.flush();
      if (lacking.isPresent()) {
        throw new NotSoException(
            "not idle after " + DurationText.of(timeout) + ": " + lacking.get());
      }
    }
    return ExitStatus.OK;
  }
}
