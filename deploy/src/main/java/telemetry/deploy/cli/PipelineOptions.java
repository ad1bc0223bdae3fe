package telemetry.deploy.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import telemetry.deploy.replay.Recalculations;
import telemetry.gateway.PollSettings;

/** The options of a command that works on a pipeline: where that is. */
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

  /**
   * The settings of somebody who asks vendors as the gateway does.
   *
   * @param settings with what else he needs
   */
  Map<String, String> asking(Map<String, String> settings) {
    var asking = new TreeMap<>(settings);
    if (dataDir != null) {
      // An account's refresh token serves once: this must share it with the poller.
      asking.putIfAbsent(PollSettings.SESSIONS, dataDir.resolve("sessions").toString());
    }
    return asking;
  }

  /** Connects. */
  Recalculations connect() {
    return new Recalculations(settings(), Clock.systemUTC());
  }
}
