package telemetry.topology;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import telemetry.window.SystemWindows;

/**
 * Tells what changed in a task's windows when it is due: as they settle by their system's own time,
 * and at every tick of the wall clock.
 */
final class Teller {
  /** A minute long, so that systems that fall silent together do not settle in one burst. */
  private static final Duration SPREAD = Duration.ofMinutes(1);

  /** How often a task looks whether there is more to read. */
  static final Duration LOOK = Duration.ofMillis(100);

  private final Shape shape;
  private final TaskReads reads;
  private final TaskSystems systems;
  private final TaskPosition position;
  private final WindowSinks sinks;
  private final long startedAt;
  private final Pace pace;
  private final Quiet quiet = new Quiet();
  private final Set<Integer> untold;
  private final Map<Integer, Long> heardAt = new HashMap<>();
  private boolean more;

  /**
   * Of a task that begins to listen.
   *
   * @param untold the systems with rows that are not told
   * @param startedAt now, in epoch milliseconds
   */
  Teller(
      Shape shape,
      TaskReads reads,
      TaskSystems systems,
      TaskPosition position,
      WindowSinks sinks,
      Set<Integer> untold,
      long startedAt) {
    this.shape = shape;
    this.reads = reads;
    this.systems = systems;
    this.position = position;
    this.sinks = sinks;
    this.untold = new LinkedHashSet<>(untold);
    this.startedAt = startedAt;
    this.pace = new Pace(shape.rollUpEvery(), startedAt);
  }

  /** Takes up how points report, and the systems with events that are not told. */
  void load(KeyValueStore<Bytes, byte[]> store) {
    untold.addAll(quiet.load(store, shape.rules().silence(), startedAt));
  }

  /** A system has something to tell. */
  void changed(int systemId) {
    untold.add(systemId);
  }

  /**
   * A reading of a system was heard.
   *
   * @param at when it was appended, in epoch milliseconds
   */
  void heard(int systemId, long at) {
    untold.add(systemId);
    heardAt.put(systemId, at);
  }

  /** Tells what has settled, each row once: the way to catch up. */
  void tellSettled(SystemWindows windows) {
    emit(windows, true);
    windows.rollUp(true, sinks::row);
  }

  /** The position is kept first: a mark that is gone says no more how far the task had read. */
  private void emit(SystemWindows windows, boolean settledOnly) {
    position.save();
    windows.emit(settledOnly, sinks::window);
    windows.events(sinks::event);
  }

  /**
   * Looks whether there is nothing more to read, so that what waits can be told now: what is left
   * of history; of a live task hours and days only, its windows wait for their tick. Nothing is
   * taken for over by the wall clock yet.
   *
   * @return as {@link #tick}
   */
  boolean look(long now) {
    boolean ends = reads.endsAtLook(now);
    if (!ends && !(more && reads.hasEnded())) {
      return false;
    }
    noteHeard();
    tell(now, false, true, ends && reads.isBehind(now));
    return !more && sinks.takeToldRows(); // Each commit stops the thread: one is enough.
  }

  /**
   * Tells what changed: everything while live, only what has settled while catching up.
   *
   * @return whether there is something that whoever reads what is committed should not wait for
   */
  boolean tick(long now) {
    boolean read = reads.sinceTick(now);
    boolean catchingUp = reads.isCatchingUp(now);
    noteHeard();
    if (!catchingUp) {
      settleIdle(now);
      lookForSilence(now);
    }
    tell(now, catchingUp && !reads.hasEnded(), reads.isQuiet(now), true);
    return (sinks.takeToldRows() || read) && !catchingUp;
  }

  /** Whatever was heard since the last time is untold. */
  private void noteHeard() {
    untold.forEach(systemId -> quiet.heard(systemId, systems.of(systemId).quietAt(startedAt)));
  }

  private void tell(long now, boolean settledOnly, boolean quietForLong, boolean windowsDue) {
    boolean windowsTold = tellUntold(now, settledOnly, quietForLong, windowsDue);
    position.save();
    if (windowsTold && position.tell(untold.isEmpty())) {
      sinks.emitted(position.told());
    }
  }

  /**
   * Whether all windows are told; some of their roll-ups may wait. After a restart each of a day
   * may have to be read from the state, so they are told in turns: records come between.
   */
  private boolean tellUntold(
      long now, boolean settledOnly, boolean quietForLong, boolean windowsDue) {
    boolean windowsTold = true;
    long began = System.nanoTime();
    more &= settledOnly;
    var waiting = untold.iterator();
    while (waiting.hasNext()) {
      int systemId = waiting.next();
      SystemWindows windows = systems.of(systemId);
      if (windowsDue) {
        emit(windows, settledOnly);
      }
      boolean canRollUp =
          !settledOnly
              && !more
              && windows.hasUntoldRollUps()
              && (windowsDue || !windows.hasUntold());
      if (canRollUp && pace.isDue(systemId, now, quietForLong)) {
        windows.rollUp(false, sinks::row);
        more = System.nanoTime() - began >= shape.turn().toNanos();
      }
      windowsTold &= !windows.hasUntold();
      if (!windows.hasUntold() && !windows.hasUntoldRollUps()) {
        waiting.remove();
      }
    }
    return windowsTold;
  }

  /** Where nothing is heard any more, the wall clock says that a window is over. */
  private void settleIdle(long now) {
    long settle = shape.rules().settle().toMillis();
    systems.forEachTaken(
        (systemId, windows) -> {
          long silent = now - heardAt.getOrDefault(systemId, startedAt);
          if (windows.hasMarks() && silent >= settle + Spread.of(systemId, SPREAD)) {
            windows.idle(now);
            tellSettled(windows);
          }
        });
  }

  private void lookForSilence(long now) {
    for (int systemId : quiet.due(now)) {
      SystemWindows windows = systems.of(systemId);
      windows.quiet(now, startedAt);
      quiet.heard(systemId, windows.quietAt(startedAt));
      untold.add(systemId);
    }
  }
}
