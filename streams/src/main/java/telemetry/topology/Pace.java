package telemetry.topology;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * When the roll-ups of a system are told while live: changes are gathered, since an hour and a day
 * change with every reading and say little new each time. A task that has nothing else to do tells
 * them at once.
 */
final class Pace {
  private final Duration every;
  private final Map<Integer, Long> toldAt = new HashMap<>();
  private final long startedAt;

  Pace(Duration every, long startedAt) {
    this.every = every;
    this.startedAt = startedAt;
  }

  /**
   * Whether they are to be told; then they count as told.
   *
   * @param quiet nothing was heard for long
   */
  boolean isDue(int systemId, long now, boolean quiet) {
    if (quiet || now - toldAt.getOrDefault(systemId, first(systemId)) >= every.toMillis()) {
      toldAt.put(systemId, now);
      return true;
    }
    return false;
  }

  /** Spread from the start on, so that not all systems are read from the state at once. */
  private long first(int systemId) {
    return startedAt - every.toMillis() + Spread.of(systemId, every);
  }
}
