package telemetry.deploy.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  /** A Ctrl-C reaches our children as well, and their end may be noticed before the signal. */
  private static final long SIGNAL_MILLIS = 500;

  /** What a command does until it ends or is told to. */
  @FunctionalInterface
  public interface Work {
    /** Works; the answer is an exit status. */
    int run(Running running) throws InterruptedException;
  }

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final CountDownLatch signal = new CountDownLatch(1);
  private boolean closed;

  private Running() {}

  /** Nothing yet; a signal to the process closes it. */
  public static Running untilSignal() {
    var running = new Running();
    Runtime.getRuntime().addShutdownHook(new Thread(running::signalled, "stop"));
    return running;
  }

  /**
   * Runs a command; what it started is stopped when it ends, or when a signal comes. What fails
   * because the parts under it are being stopped is no failure: the process then ends by the
   * signal, with its status (130 after INT, 143 after TERM), whatever is returned here.
   */
  public static int untilSignal(Work work) throws InterruptedException {
    Running running = untilSignal();
    try (running) {
      return work.run(running);
    } catch (RuntimeException e) {
      if (running.signal.await(SIGNAL_MILLIS, TimeUnit.MILLISECONDS)) {
        log.info("stopped by a signal while={}", e.toString());
        return 0;
      }
      throw e;
    }
  }

  private void signalled() {
    signal.countDown();
    close();
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
