package telemetry.deploy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.run.Roles;
import telemetry.settings.Settings;
import telemetry.topology.StateRebuild;
import telemetry.topology.StreamsSettings;

/**
 * {@code telemetry streams rebuild}: forgets the windows' state, so that the log is heard again.
 */
@Command(
    name = "rebuild",
    description = {
      "Forget the state of the windows; the next start of streams hears the log from its beginning.",
      "",
      "For a state that is lost or not to be trusted. Rows that are told again are those that stand;"
          + " where the log has lost its beginning, a row that once followed from more than is left"
          + " is not told, and stays. Every streams process must be stopped. One that had its state"
          + " on another machine must lose that too: remove its state.dir."
    },
    footer = {
      "",
      "Example, with telemetry up stopped:",
      "  telemetry up --only-stack --data-dir data &",
      "  telemetry streams rebuild --data-dir data"
    })
final class StreamsRebuildCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(names = "--data-dir", paramLabel = "DIR", description = "A running pipeline's.")
  private @Nullable Path dataDir;

  @Override
  public Integer call() throws IOException {
    Log.forPerson(options.verbose());
    Map<String, String> settings =
        RequiredEndpoints.require(
            options.given(dataDir), RequiredEndpoints.KAFKA, RequiredEndpoints.REGISTRY);
    Settings streams = Roles.streams(settings);
    String application = streams.getString(StreamsSettings.APPLICATION_ID);
    Map<String, Long> forgotten;
    try (Cluster cluster = Cluster.connect(settings, Clock.systemUTC())) {
      cluster.epoch().check();
      forgotten = new StateRebuild(cluster.admin(), cluster.control(), application).run();
    }
    for (Path directory : directories(streams)) {
      remove(directory.resolve(application));
    }
    var out = spec.commandLine().getOut();
    var table = new Table("partition", "was heard up to");
    forgotten.forEach(table::row);
    out.print(table.text());
    out.println("The state is forgotten. Start streams: it hears the log again.");
    out.flush();
    return ExitStatus.OK;
  }

  private Set<Path> directories(Settings streams) {
    var directories =
        new LinkedHashSet<>(List.of(Path.of(streams.getString(StreamsSettings.STATE_DIR))));
    if (dataDir != null) {
      directories.add(dataDir.resolve("streams"));
      directories.add(dataDir.resolve(RoleName.STATE_ALONE));
    }
    return directories;
  }

  private static void remove(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (var files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
