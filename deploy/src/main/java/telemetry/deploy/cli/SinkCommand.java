package telemetry.deploy.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code telemetry sink}: that role alone. */
@Command(
    name = "sink",
    description =
        "Run one role: remember aggregates as rows of PostgreSQL. More processes divide the work.",
    footer = {
      "",
      "Examples:",
      "  telemetry sink --config /etc/telemetry/sink.properties",
      "  telemetry sink --data-dir data        (beside a running: telemetry up)",
      "  telemetry sink migrate --help",
      "  telemetry sink reset --help"
    },
    subcommands = {SinkMigrateCommand.class, SinkResetCommand.class})
final class SinkCommand implements Callable<Integer> {
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Work on the pipeline that runs there.")
  private @Nullable Path dataDir;

  @Override
  public Integer call() throws InterruptedException {
    return RoleProcess.run(options.given(dataDir), dataDir, List.of(RoleName.SINK));
  }
}
