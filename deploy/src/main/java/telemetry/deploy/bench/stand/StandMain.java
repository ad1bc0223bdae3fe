package telemetry.deploy.bench.stand;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import telemetry.deploy.Endpoints;
import telemetry.deploy.embedded.DataDirectory;
import telemetry.deploy.embedded.EmbeddedStack;
import telemetry.deploy.run.Running;

/** The broker in a JVM of its own, with registry and PostgreSQL as its children. */
public final class StandMain {
  /** As on a server that has memory for it; all else is PostgreSQL's default. */
  private static final Map<String, String> DATABASE = Map.of("shared_buffers", "1GB");

  private StandMain() {}

  /** Runs on a data directory until it is stopped. */
  public static void main(String[] args) throws InterruptedException {
    Quiet.please();
    Running running = Running.untilSignal();
    DataDirectory directory = running.start(() -> DataDirectory.take(Path.of(args[0])));
    EmbeddedStack stack = running.start(() -> EmbeddedStack.start(directory, Map.of(), DATABASE));
    new Endpoints(
            stack.kafka().bootstrapServers(),
            stack.registry().url(),
            stack.database().ownerJdbcUrl(),
            "http://127.0.0.1:1")
        .write(directory.path());
    new CountDownLatch(1).await();
  }
}
