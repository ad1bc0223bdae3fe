package telemetry.topology;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes polls out of packs; asked for in the order of their keys, each pack is written once. It
 * keeps its key, so that this is one write, which a crash leaves whole or undone.
 */
final class PackRemoval {
  private final KeyValueStore<Bytes, byte[]> store;
  private final List<KeyValue<Bytes, byte[]>> writes;
  private @Nullable Bytes pack;
  private List<KeyValue<Bytes, byte[]>> polls = List.of();
  private boolean changed;
  private int looked = -1;

  /**
   * Nothing is removed yet.
   *
   * @param writes where what is to be written is added
   */
  PackRemoval(KeyValueStore<Bytes, byte[]> store, List<KeyValue<Bytes, byte[]>> writes) {
    this.store = store;
    this.writes = writes;
  }

  /** Removes a poll from its pack, if it stands in one. */
  void remove(Bytes poll) {
    if (!isFound(poll)) {
      end();
      find(poll);
    }
    changed |= pack != null && polls.removeIf(it -> it.key.equals(poll));
  }

  /** Whether the pack that may hold it, or that there is none, is known. */
  private boolean isFound(Bytes poll) {
    if (looked != StateKeys.systemOf(poll)) {
      return false;
    }
    return pack == null || StateKeys.pollOf(pack).compareTo(poll) >= 0;
  }

  private void find(Bytes poll) {
    looked = StateKeys.systemOf(poll);
    try (var found = PackedPolls.packs(store, looked, poll)) {
      if (found.hasNext()) {
        KeyValue<Bytes, byte[]> next = found.next();
        pack = next.key;
        polls = Pack.read(next.key, next.value);
      }
    }
  }

  /** Writes what is left of the last pack. */
  void end() {
    if (pack != null && changed) {
      writes.add(new KeyValue<>(pack, polls.isEmpty() ? null : Pack.write(polls)));
    }
    pack = null;
    polls = List.of();
    changed = false;
  }
}
