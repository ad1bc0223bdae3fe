package telemetry.replay.kafka;

import java.util.concurrent.locks.LockSupport;

/** Lets so many through in a second, at an even pace, and never saves up for a burst. */
public final class Pace {
  private final double nanosEach;
  private long next = System.nanoTime();

  /** So many in a second at most. */
  public Pace(int perSecond) {
    this.nanosEach = 1e9 / perSecond;
  }

  /** Waits until so many more may go. */
  public void take(int many) {
    long now = System.nanoTime();
    long turn = Math.max(now, next);
    next = turn + Math.round(many * nanosEach);
    while (System.nanoTime() - turn < 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(turn - System.nanoTime());
    }
  }
}
