package telemetry.deploy.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import telemetry.deploy.run.Running;

/** The embedded stack in a JVM of its own, which a test can stop and kill. */
final class StackChild {
  private StackChild() {}

  public static void main(String[] args) throws InterruptedException {
    Running running = Running.untilSignal();
    DataDirectory directory = running.start(() -> DataDirectory.take(Path.of(args[0])));
    EmbeddedStack stack = running.start(() -> EmbeddedStack.start(directory, Map.of()));
    System.out.println("READY " + stack.registry().url());
    new CountDownLatch(1).await();
  }
}
