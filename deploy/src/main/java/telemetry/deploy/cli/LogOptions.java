package telemetry.deploy.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import telemetry.deploy.run.Cluster;

/** The options of a command that needs the log alone: Kafka and the registry. */
final class LogOptions {
  /** How long a scan of a topic may make no progress. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(names = "--data-dir", paramLabel = "DIR", description = "A running pipeline's.")
  private @Nullable Path dataDir;

  /** Connects. */
  Cluster connect() {
    return Cluster.connect(settings(), Clock.systemUTC());
  }

  private Map<String, String> settings() {
    Log.forPerson(options.verbose());
    return RequiredEndpoints.require(
        options.given(dataDir), RequiredEndpoints.KAFKA, RequiredEndpoints.REGISTRY);
  }
}
