package telemetry.replay.kafka;

import java.util.concurrent.locks.LockSupport;

/**
 * Lets so many through in a second, at an even pace, and never saves up for a burst; none while it
 * is held.
 */
public final class Pace {
  private static final long LOOK = 50_000_000;

  private final double nanosEach;
  private long next = System.nanoTime();
  private volatile boolean held;

  /**
   * A pace.
   *
   * @param perSecond the most to let through in a second
   */
  public Pace(int perSecond) {
    this.nanosEach = 1e9 / perSecond;
  }

  /** Lets none through from now on, or some again. */
  public void hold(boolean none) {
    held = none;
  }

  /** Waits until so many more may go. */
  public void take(int many) {
    while (held && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK);
    }
    long now = System.nanoTime();
    long turn = Math.max(now, next);
    next = turn + Math.round(many * nanosEach);
    while (System.nanoTime() - turn < 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(turn - System.nanoTime());
    }
  }
}
