package telemetry.deploy.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process has started, stopped in reverse order, once, by whoever comes first: the
 * command that ends, or the signal. A signal during a start waits for that start, so that nothing
 * is left which nobody knows.
 */
public final class Running implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Running.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private boolean closed;

  /** Nothing yet; a signal to the process closes it. */
  public static Running untilSignal() {
    var running = new Running();
    Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop"));
    return running;
  }

  /**
   * Starts one thing.
   *
   * @throws IllegalStateException if all was stopped meanwhile
   */
  public synchronized <T extends AutoCloseable> T start(Supplier<T> start) {
    if (closed) {
      throw new IllegalStateException("stopping");
    }
    T part = start.get();
    started.push(part);
    return part;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!started.isEmpty()) {
      AutoCloseable part = started.pop();
      try {
        part.close();
      } catch (Exception e) {
        log.error("did not stop in good order part={}", part.getClass().getSimpleName(), e);
      }
    }
  }
}
