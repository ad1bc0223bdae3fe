package telemetry.replay;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import telemetry.recalculation.Extent;
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

  /**
   * Reads on, from where it was left, even by a failure.
   *
   * @param wanted systems; the same every time
   */
  void read(ReadingLog log, Extent extent, IntPredicate wanted) {
    systems.values().forEach(census -> census.whereabouts().forgetBefore(extent.begin()));
    log.between(
        partition,
        next,
        extent.end(),
        wanted,
        (reading, offset, appendedAt) -> {
          of(reading.systemId()).take(reading, offset, appendedAt);
          next = offset + 1;
        });
    next = Math.max(next, extent.end());
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
