package telemetry.deploy.cli;

import java.util.Collection;
import java.util.Set;
import picocli.CommandLine.Command;

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
final class StreamsCommand extends RoleCommand {
  @Override
  Collection<RoleName> roles() {
    return Set.of(RoleName.STREAMS);
  }
}
