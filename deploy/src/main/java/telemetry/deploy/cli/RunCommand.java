package telemetry.deploy.cli;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code telemetry run}: several roles in one process. */
@Command(
    name = "run",
    description = {
      "Run several roles in one process, beside a Kafka and a PostgreSQL of your own.",
      "",
      "On one machine that takes less memory and processor than a process each; apart, one that fails"
          + " leaves the others running."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry run streams sink --config /etc/telemetry/telemetry.properties",
      "  telemetry run ingest streams sink --data-dir data   (beside: telemetry up --only-stack)"
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Parameters(paramLabel = "ROLE", arity = "1..*", description = "Which: ingest, streams, sink.")
  private List<RoleName> roles = List.of();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Work on the pipeline that runs there.")
  private @Nullable Path dataDir;

  @Override
  public Integer call() throws InterruptedException {
    return RoleProcess.run(options.given(dataDir), dataDir, EnumSet.copyOf(roles));
  }
}
