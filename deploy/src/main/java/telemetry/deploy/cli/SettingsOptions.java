package telemetry.deploy.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import telemetry.deploy.Endpoints;
import telemetry.deploy.run.Roles;
import telemetry.settings.GivenSettings;

/** The options that every command has. */
final class SettingsOptions {
  /** Read by the launcher; no setting. */
  private static final String LAUNCHER = "TELEMETRY_JAVA_OPTS";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(names = "--verbose", description = "Show the log at INFO, and the trace of a failure.")
  private boolean verbose;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings as a properties file.")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "One setting; wins over the file and the environment. May be repeated.")
  private Map<String, String> set = new LinkedHashMap<>();

  /** The settings that were given, in the order of their force. */
  Map<String, String> given() {
    var environment = new TreeMap<String, String>(System.getenv());
    environment.remove(LAUNCHER);
    return GivenSettings.merge(Roles.known(), config, environment, set);
  }

  /** The same, on a pipeline that runs on a data directory, if one was named. */
  Map<String, String> given(@Nullable Path dataDir) {
    var settings = new TreeMap<String, String>();
    if (dataDir != null) {
      settings.putAll(Endpoints.read(dataDir).settings());
    }
    settings.putAll(given());
    return settings;
  }

  boolean verbose() {
    return verbose;
  }
}
