package telemetry.deploy.replay;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.deploy.progress.DatabaseException;
import telemetry.deploy.progress.Lateness;
import telemetry.deploy.progress.Stage;
import telemetry.deploy.progress.TopicScan;
import telemetry.replay.Watcher;
import telemetry.replay.kafka.Pace;

/** Holds a recalculation back while the live pipeline is later than it may be. */
final class LiveWatch implements AutoCloseable {
  /**
   * How late the live pipeline was.
   *
   * @param most at most
   * @param target how late it may be; zero for as late as it becomes
   * @param held how long nothing was sent because of it
   */
  record Seen(Duration most, Duration target, Duration held) {}

  private static final Logger LOG = LoggerFactory.getLogger(LiveWatch.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Duration target;
  private final Pace pace;
  private final Watcher watcher;
  private final Supplier<Duration> lateness;
  private final Runnable parts;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile Duration most = Duration.ZERO;
  private volatile Duration held = Duration.ZERO;

  /**
   * Begins to look.
   *
   * @param stages what the recalculation could hold up
   * @param target how late they may be; zero for as late as they become
   * @param pace is held while they are later
   */
  static LiveWatch of(
      Map<String, String> kafka,
      List<Stage> stages,
      Duration target,
      Pace pace,
      Watcher watcher,
      Clock clock) {
    var scan = new TopicScan(kafka, PATIENCE);
    var lateness = new Lateness(stages, scan, clock);
    return new LiveWatch(lateness::now, scan::close, target, pace, watcher);
  }

  /**
   * Begins to look.
   *
   * @param lateness says how late it is now
   * @param parts closes what only this uses
   */
  LiveWatch(
      Supplier<Duration> lateness, Runnable parts, Duration target, Pace pace, Watcher watcher) {
    this.lateness = lateness;
    this.parts = parts;
    this.target = target;
    this.pace = pace;
    this.watcher = watcher;
    this.thread = new Thread(this::run, "live-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!stopped) {
        look();
        LockSupport.parkNanos(LOOK.toNanos());
      }
    } catch (RuntimeException e) {
      LOG.error("lateness is watched no more, the recalculation goes on unheld", e);
    } finally {
      pace.hold(false); // Nobody else lets it go again.
    }
  }

  private void look() {
    try {
      Duration late = lateness.get();
      boolean hold = !target.isZero() && late.compareTo(target) > 0;
      pace.hold(hold);
      most = late.compareTo(most) > 0 ? late : most;
      held = hold ? held.plus(LOOK) : held;
      watcher.live(late, hold);
    } catch (KafkaException | DatabaseException e) {
      LOG.warn("lateness not known", e); // The recalculation needs both, and says so itself.
    }
  }

  Seen seen() {
    return new Seen(most, target, held);
  }

  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!thread.isAlive()) {
      parts.run();
    }
  }
}
