package telemetry.deploy.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code telemetry streams}: that role alone. */
@Command(
    name = "streams",
    description =
        "Run one role: understand what was heard, normalise and window. More processes divide the work.",
    footer = {
      "",
      "Examples:",
      "  telemetry streams --config /etc/telemetry/streams.properties",
      "  telemetry streams --data-dir data        (beside a running: telemetry up)",
      "  telemetry streams --data-dir data --set state.dir=/tmp/second   (one more of them)",
      "  telemetry streams rebuild --help"
    },
    subcommands = StreamsRebuildCommand.class)
final class StreamsCommand implements Callable<Integer> {
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Work on the pipeline that runs there.")
  private @Nullable Path dataDir;

  @Override
  public Integer call() throws InterruptedException {
    return RoleProcess.run(options.given(dataDir), dataDir, List.of(RoleName.STREAMS));
  }
}
