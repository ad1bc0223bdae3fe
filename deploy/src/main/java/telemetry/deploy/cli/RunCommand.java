package telemetry.deploy.cli;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code telemetry run}: several roles in one process. */
@Command(
    name = "run",
    description = {
      "Run several roles in one process, beside a Kafka and a PostgreSQL of your own.",
      "",
      "On one machine that takes less memory than a process each; apart, one that fails leaves the"
          + " others running. streams --help and so on show the settings of each."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry run streams sink --config /etc/telemetry/telemetry.properties",
      "  telemetry run ingest streams sink --data-dir data   (beside: telemetry up --only-stack)"
    })
final class RunCommand extends RoleCommand {
  @Parameters(paramLabel = "ROLE", arity = "1..*", description = "Which: ingest, streams, sink.")
  private List<RoleName> names = List.of();

  @Override
  Collection<RoleName> roles() {
    return EnumSet.copyOf(names);
  }
}
