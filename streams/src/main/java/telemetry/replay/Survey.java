package telemetry.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import telemetry.recalculation.Scope;
import telemetry.topics.Partitions;
import telemetry.window.WindowRules;

/** Which systems of a partition are looked at, and what the log says of them at large. */
final class Survey {
  private final int partition;
  private final SortedMap<Integer, Census> systems;

  private Survey(int partition, SortedMap<Integer, Census> systems) {
    this.partition = partition;
    this.systems = systems;
  }

  /**
   * Reads a partition once.
   *
   * @param known systems that have rows, whether or not the log speaks of them
   */
  static Survey of(
      int partition, ReadingLog log, Task task, Collection<Integer> known, WindowRules rules) {
    Scope scope = task.scope();
    var systems = new TreeMap<Integer, Census>();
    for (int system : scope.named().isEmpty() ? known : scope.named()) {
      if (Partitions.ofSystem(system, log.partitions()) == partition) {
        systems.put(system, new Census(system, rules));
      }
    }
    if (scope.named().isEmpty() || !systems.isEmpty()) {
      log.read(
          partition,
          task.log().get(partition).end(),
          (reading, offset, appendedAt) -> {
            if (scope.holds(reading.systemId())) {
              systems
                  .computeIfAbsent(reading.systemId(), id -> new Census(id, rules))
                  .take(reading, appendedAt);
            }
          });
    }
    return new Survey(partition, systems);
  }

  int partition() {
    return partition;
  }

  Collection<Census> systems() {
    return systems.values();
  }

  /** The systems in groups that fit into memory together; one system always does. */
  List<List<Census>> groups(Collection<Census> of, long mostReadings) {
    var groups = new ArrayList<List<Census>>();
    long room = 0;
    for (Census census : of) {
      if (groups.isEmpty() || census.readings() > room) {
        groups.add(new ArrayList<>());
        room = mostReadings;
      }
      groups.get(groups.size() - 1).add(census);
      room -= census.readings();
    }
    return groups;
  }
}
