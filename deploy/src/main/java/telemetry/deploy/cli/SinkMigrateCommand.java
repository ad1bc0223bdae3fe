package telemetry.deploy.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.run.Roles;
import telemetry.sink.jdbc.Database;

/** {@code telemetry sink migrate}: the schema, by its owner. */
@Command(
    name = "migrate",
    description = {
      "Bring the schema of the database up to what this version writes; where it is, change nothing.",
      "",
      "Run it as the owner of the tables, and the sink as a member of telemetry_writer, which may"
          + " write rows and nothing else. The roles telemetry_writer, telemetry_reader and"
          + " telemetry_admin are made if they are missing. A sink that runs as the owner migrates"
          + " by itself when it starts.",
      "",
      "A new database gets hypertables where the server has TimescaleDB loaded; sink.tables says"
          + " otherwise. Rows that stand do not change their form: sink/README.md says how to move them."
    },
    footer = {
      "",
      "Example:",
      "  telemetry sink migrate --config sink.properties --set jdbc.user=owner"
          + " --set jdbc.password=file:/run/owner"
    })
final class SinkMigrateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(names = "--data-dir", paramLabel = "DIR", description = "A running pipeline's.")
  private @Nullable Path dataDir;

  @Override
  public Integer call() {
    Log.forPerson(options.verbose());
    Map<String, String> settings =
        RequiredEndpoints.require(options.given(dataDir), RequiredEndpoints.DATABASE);
    Database database = Roles.database(settings);
    int migrations = database.migrate(Roles.form(settings));
    spec.commandLine().getOut().printf("%s: %d migrations run%n", database, migrations);
    return ExitStatus.OK;
  }
}
