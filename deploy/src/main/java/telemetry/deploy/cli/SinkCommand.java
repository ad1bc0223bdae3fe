package telemetry.deploy.cli;

import java.util.Collection;
import java.util.Set;
import picocli.CommandLine.Command;

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
final class SinkCommand extends RoleCommand {
  @Override
  Collection<RoleName> roles() {
    return Set.of(RoleName.SINK);
  }
}
