package telemetry.deploy.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code telemetry ingest}: the gateway alone, or a feed of files. */
@Command(
    name = "ingest",
    description = {
      "Run one role: hear those who push, ask those who do not, and write what they say to"
          + " telemetry.raw. Several processes divide the systems among themselves.",
      "With file: feed recorded files the way a gateway would. With backfill: fetch a vendor's past."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry ingest --config /etc/telemetry/ingest.properties",
      "  telemetry ingest --data-dir data        (beside a running: telemetry up --only-stack)",
      "  telemetry ingest file --help"
    },
    subcommands = {IngestFileCommand.class, IngestBackfillCommand.class})
final class IngestCommand implements Callable<Integer> {
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Work on the pipeline that runs there.")
  private @Nullable Path dataDir;

  @Override
  public Integer call() throws InterruptedException {
    return RoleProcess.run(options.given(dataDir), dataDir, List.of(RoleName.INGEST));
  }
}
