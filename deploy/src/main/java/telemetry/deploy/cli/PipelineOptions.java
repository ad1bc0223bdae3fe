package telemetry.deploy.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import telemetry.deploy.replay.Recalculations;

/** The options of a command that recalculates: where the pipeline is. */
final class PipelineOptions {
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(names = "--data-dir", paramLabel = "DIR", description = "A running pipeline's.")
  private @Nullable Path dataDir;

  /** The settings, with everything that a recalculation needs in them. */
  Map<String, String> settings() {
    Log.forPerson(options.verbose());
    return RequiredEndpoints.require(
        options.given(dataDir),
        RequiredEndpoints.KAFKA,
        RequiredEndpoints.REGISTRY,
        RequiredEndpoints.DATABASE);
  }

  /** The settings, for who needs no database. */
  Map<String, String> kafkaSettings() {
    Log.forPerson(options.verbose());
    return RequiredEndpoints.require(
        options.given(dataDir), RequiredEndpoints.KAFKA, RequiredEndpoints.REGISTRY);
  }

  /** Connects. */
  Recalculations connect() {
    return new Recalculations(settings(), Clock.systemUTC());
  }
}
