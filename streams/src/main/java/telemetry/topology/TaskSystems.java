package telemetry.topology;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import telemetry.window.StateCodec;
import telemetry.window.SystemWindows;

/** The windows of a task's systems, taken up from its store when they are first asked for. */
final class TaskSystems {
  private final Shape shape;
  private final KeyValueStore<Bytes, byte[]> store;
  private final LogFloor floor;
  private final StateCodec codec = new StateCodec();
  private final Map<Integer, SystemWindows> taken = new HashMap<>();

  TaskSystems(Shape shape, KeyValueStore<Bytes, byte[]> store, LogFloor floor) {
    this.shape = shape;
    this.store = store;
    this.floor = floor;
  }

  SystemWindows of(int systemId) {
    return taken.computeIfAbsent(
        systemId,
        id -> new SystemWindows(id, shape.rules(), floor.begin(stored(id)), shape.delivery()));
  }

  StoredSystem stored(int systemId) {
    return new StoredSystem(systemId, store, codec);
  }

  /** Those of a system, if they were asked for before. */
  @Nullable SystemWindows taken(int systemId) {
    return taken.get(systemId);
  }

  void forEachTaken(BiConsumer<Integer, SystemWindows> visitor) {
    taken.forEach(visitor);
  }

  /** The systems with rows that are not told. */
  Set<Integer> marked() {
    var marked = new LinkedHashSet<Integer>();
    try (var marks = store.range(StateKeys.FIRST_MARK, StateKeys.AFTER_MARKS)) {
      while (marks.hasNext()) {
        marked.add(StateKeys.systemOf(marks.next().key));
      }
    }
    return marked;
  }
}
