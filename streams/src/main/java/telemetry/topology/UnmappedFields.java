package telemetry.topology;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import telemetry.model.Event;
import telemetry.model.EventType;
import telemetry.model.SystemReading;
import telemetry.vendors.Decoded;

/**
 * Tells of each field that a vendor sends and no decoder knows: once for a system, and of the first
 * hundred, since a sender that makes up names would never end.
 */
final class UnmappedFields {
  private static final int MOST = 100;
  private static final String END = "\n";

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<Integer, Set<String>> told = new HashMap<>();

  UnmappedFields(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** Tells of those fields that were not told before, with the first reading they came with. */
  void tell(Decoded.Accepted decoded, Consumer<Event> out) {
    if (decoded.unmapped().isEmpty() || decoded.polls().isEmpty()) {
      return;
    }
    SystemReading first = decoded.polls().get(0);
    Set<String> known = told.computeIfAbsent(first.systemId(), this::load);
    boolean news = false;
    for (String name : decoded.unmapped()) {
      String field = name.replace(END, " ");
      if (known.size() < MOST && known.add(field)) {
        news = true;
        out.accept(
            new Event(
                EventType.UNMAPPED_FIELD,
                first.systemId(),
                field,
                first.measuredAt(),
                Map.of("vendor", first.vendor())));
      }
    }
    if (news) {
      store.put(key(first.systemId()), String.join(END, known).getBytes(StandardCharsets.UTF_8));
    }
  }

  private Set<String> load(int systemId) {
    byte[] kept = store.get(key(systemId));
    return kept == null
        ? new LinkedHashSet<>()
        : new LinkedHashSet<>(List.of(new String(kept, StandardCharsets.UTF_8).split(END)));
  }

  private static Bytes key(int systemId) {
    return Bytes.wrap(Integer.toString(systemId).getBytes(StandardCharsets.UTF_8));
  }
}
