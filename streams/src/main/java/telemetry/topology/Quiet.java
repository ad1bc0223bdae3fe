package telemetry.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import telemetry.window.Pulse;
import telemetry.window.PulseCodec;
import telemetry.window.SilenceRule;

/** When the wall clock has to look at systems of which nothing is heard, all of a task's. */
final class Quiet {
  private final Map<Integer, Long> dueAt = new HashMap<>();

  /** Takes up what the store has; returns the systems with events that are not told. */
  List<Integer> load(KeyValueStore<Bytes, byte[]> store, SilenceRule rule, long since) {
    var codec = new PulseCodec();
    var untold = new ArrayList<Integer>();
    try (var found = store.range(StateKeys.FIRST_PULSE, StateKeys.AFTER_PULSES)) {
      while (found.hasNext()) {
        var entry = found.next();
        int systemId = StateKeys.systemOf(entry.key);
        Pulse pulse = codec.read(systemId, entry.value);
        dueAt.put(systemId, pulse.dueAt(rule, since));
        if (pulse.hasEvents()) {
          untold.add(systemId);
        }
      }
    }
    return untold;
  }

  void heard(int systemId, long due) {
    dueAt.put(systemId, due);
  }

  /** The systems to look at. */
  List<Integer> due(long now) {
    var due = new ArrayList<Integer>();
    dueAt.forEach(
        (systemId, at) -> {
          if (at <= now) {
            due.add(systemId);
          }
        });
    return due;
  }
}
