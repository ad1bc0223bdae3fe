package telemetry.deploy.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.run.LocalPipeline;
import telemetry.deploy.run.Roles;
import telemetry.deploy.run.Running;

/** {@code telemetry up}: everything in one process tree. */
@Command(
    name = "up",
    description = {
      "Run everything on this machine: Kafka, registry, PostgreSQL, gateway, streams and sink.",
      "",
      "What was heard is kept in the data directory and is there again at the next start. Ctrl-C stops"
          + " all of it."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry up",
      "  telemetry up --data-dir /var/lib/telemetry --http-port 8080",
      "  telemetry status --data-dir data        (in another terminal)",
      "  telemetry up --only-stack               (and the roles beside it)"
    })
final class UpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SettingsOptions options = new SettingsOptions();
  @Mixin private PortOptions ports = new PortOptions();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "${sys:telemetry.data:-data}",
      description = "Where everything is kept. Default: ${DEFAULT-VALUE}")
  private Path dataDir = Path.of("data");

  @Option(
      names = "--only-stack",
      description = {
        "Kafka, registry and PostgreSQL alone. Run the roles beside it as processes of their own:"
            + " telemetry ingest, streams, sink, each with the same --data-dir."
      })
  private boolean onlyStack;

  @Override
  public Integer call() throws InterruptedException {
    Log.toFile(LogFile.in(dataDir), options.verbose());
    PrintWriter out = spec.commandLine().getOut();
    return Running.untilSignal(
        running -> {
          out.println("starting in " + dataDir.toAbsolutePath().normalize() + " …");
          out.flush();
          LocalPipeline pipeline =
              LocalPipeline.start(
                  running,
                  dataDir,
                  ports.ports(),
                  options.given(),
                  onlyStack ? none -> List.of() : Roles::all,
                  Clock.systemUTC());
          out.print(Told.endpoints(pipeline));
          out.println("ready; Ctrl-C stops it");
          out.flush();
          pipeline.roles().awaitFailure();
          return ExitStatus.BROKEN;
        });
  }
}
