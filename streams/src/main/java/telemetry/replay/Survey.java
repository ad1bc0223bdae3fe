package telemetry.replay;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import telemetry.model.SystemReading;
import telemetry.window.WindowRules;

/** What the log of one partition says of its systems at large, as far as it was read. */
final class Survey {
  private final int partition;
  private final WindowRules rules;
  private final Map<Integer, Census> systems = new TreeMap<>();
  private long next;

  Survey(int partition, WindowRules rules) {
    this.partition = partition;
    this.rules = rules;
  }

  /** Reads on to an end. */
  void read(ReadingLog log, long end, IntPredicate wanted) {
    log.read(
        partition,
        Long.MIN_VALUE,
        end,
        (reading, offset, appendedAt) -> take(reading, offset, appendedAt, wanted));
    next = Math.max(next, end);
  }

  private void take(SystemReading reading, long offset, long appendedAt, IntPredicate wanted) {
    if (offset >= next && wanted.test(reading.systemId())) {
      of(reading.systemId()).take(reading, offset, appendedAt);
    }
  }

  /** What it says of a system; of one that it does not speak of, nothing. */
  Census of(int systemId) {
    return systems.computeIfAbsent(systemId, id -> new Census(id, rules));
  }

  /** All that it speaks of. */
  Map<Integer, Census> systems() {
    return systems;
  }
}
