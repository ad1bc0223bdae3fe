package telemetry.deploy.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import telemetry.deploy.demo.Consistency;
import telemetry.deploy.demo.Demo;
import telemetry.deploy.progress.Progress;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.run.LocalPipeline;
import telemetry.deploy.run.Roles;
import telemetry.deploy.run.Running;
import telemetry.gateway.file.ProgressBar;
import telemetry.sink.jdbc.Database;

/** {@code telemetry demo}: everything, with a day of sample readings. */
@Command(
    name = "demo",
    description = {
      "Run everything on this machine, and send it a day of three invented systems.",
      "",
      "A Fronius pushes over HTTP, a Selectronic comes as recorded bodies, a home as a wide CSV. Then"
          + " it shows what became of them and goes on, live, until Ctrl-C."
    },
    footer = {
      "",
      "Examples:",
      "  telemetry demo",
      "  telemetry demo --once && echo consistent",
      "  telemetry demo --data-dir /tmp/telemetry-demo"
    })
final class DemoCommand implements Callable<Integer> {
  private static final Duration IDLE = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration LIVE = Duration.ofSeconds(10);

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
      names = "--once",
      description =
          "End when the day has become rows: with status 0 if every raw record is accounted for and"
              + " every row is there, else 1.")
  private boolean once;

  @Override
  public Integer call() throws InterruptedException {
    Log.toFile(LogFile.in(dataDir), options.verbose());
    PrintWriter out = spec.commandLine().getOut();
    Clock clock = Clock.systemUTC();
    return Running.untilSignal(
        running -> {
          say(out, "starting Kafka, registry, PostgreSQL, gateway, streams and sink …");
          LocalPipeline pipeline =
              LocalPipeline.start(
                  running, dataDir, ports.ports(), options.given(), Roles::all, clock);
          var settings = pipeline.settings();
          var demo = new Demo(pipeline, clock);
          try (Cluster cluster = Cluster.connect(settings, clock);
              TopicScan scan = new TopicScan(cluster.kafka(), PATIENCE)) {
            say(out, "sending a day of three systems …");
            demo.declare(cluster);
            demo.tellDay(new ProgressBar(System.err, Boolean.getBoolean("telemetry.terminal")));
            say(out, "waiting until all of it has become rows …");
            var stages = cluster.stages(settings);
            Optional<String> lacking = new Progress(stages, scan).await(IDLE);
            Database database = Roles.database(settings);
            var found = Consistency.check(scan, cluster.registry(), database);
            out.println();
            say(out, DemoTable.of(found, StatusReport.read(scan, stages, database)));
            if (lacking.isPresent() || !found.problems().isEmpty()) {
              throw new NotSoException(
                  "inconsistent:\n  "
                      + lacking.map(text -> text + "\n  ").orElse("")
                      + String.join("\n  ", found.problems()));
            }
            say(out, "consistent: every raw record is accounted for, every row is there");
          }
          if (!once) {
            out.println();
            out.print(Told.endpoints(pipeline));
            say(out, Told.lookForOneself(pipeline, demo.curl()));
            goOn(demo, pipeline);
          }
          return ExitStatus.OK;
        });
  }

  private static void goOn(Demo demo, LocalPipeline pipeline) throws InterruptedException {
    while (pipeline.roles().failure().isEmpty()) {
      LockSupport.parkNanos(LIVE.toNanos());
      demo.tellNow(LIVE);
    }
    pipeline.roles().awaitFailure();
  }

  private static void say(PrintWriter out, String text) {
    out.println(text);
    out.flush();
  }
}
