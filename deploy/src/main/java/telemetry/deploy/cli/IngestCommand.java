package telemetry.deploy.cli;

import java.util.Collection;
import java.util.Set;
import picocli.CommandLine.Command;

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
final class IngestCommand extends RoleCommand {
  @Override
  Collection<RoleName> roles() {
    return Set.of(RoleName.INGEST);
  }
}
