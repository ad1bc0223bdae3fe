package telemetry.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store that writes together what comes together: where history is read, the polls of a system
 * that wait for one commit become one entry, a pack. Whoever reads sees polls.
 *
 * <p>Only polls after everything that the store has of their system are packed, so packs never
 * overlap, and a poll that stands by itself is newer than one of its key in a pack. What is removed
 * is removed in both.
 */
final class PackedStore extends LayeredStore {
  /** A pack is read as a whole, and a live system has little to put into one. */
  private static final int MOST_POLLS = 32;

  private static final int MOST_BYTES = 8 << 10;

  /** By system, the last key of a poll or pack, where that was looked for. */
  private final Map<Integer, Bytes> newest = new HashMap<>();

  private boolean hasPacks;

  PackedStore(KeyValueStore<Bytes, byte[]> store) {
    super(store);
    try (var packs = store.range(StateKeys.FIRST_PACK, StateKeys.AFTER_PACKS)) {
      hasPacks = packs.hasNext();
    }
  }

  /**
   * Writes entries, and packs polls.
   *
   * @param entries in the order of their keys
   */
  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    List<KeyValue<Bytes, byte[]>> writes = new ArrayList<>(entries.size());
    List<KeyValue<Bytes, byte[]>> packs = new ArrayList<>();
    var removal = new PackRemoval(store, packs);
    int i = 0;
    while (i < entries.size()) {
      KeyValue<Bytes, byte[]> entry = entries.get(i);
      int end = StateKeys.isPoll(entry.key) ? packable(entries, i) : i;
      if (end - i > 1) {
        List<KeyValue<Bytes, byte[]>> polls = entries.subList(i, end);
        Bytes last = polls.get(polls.size() - 1).key;
        packs.add(new KeyValue<>(StateKeys.pack(last), Pack.write(polls)));
        newest.put(StateKeys.systemOf(last), last);
        i = end;
      } else {
        writes.add(entry);
        if (StateKeys.isPoll(entry.key)) {
          stands(entry, removal);
        }
        i++;
      }
    }
    removal.end();
    writes.addAll(packs);
    hasPacks |= !packs.isEmpty();
    store.putAll(writes);
  }

  /** Notes a poll that is written or removed by itself. */
  private void stands(KeyValue<Bytes, byte[]> entry, PackRemoval removal) {
    if (entry.value == null) {
      if (hasPacks) {
        removal.remove(entry.key);
      }
    } else {
      newest.computeIfPresent(
          StateKeys.systemOf(entry.key),
          (system, known) -> known.compareTo(entry.key) < 0 ? entry.key : known);
    }
  }

  /** Where the polls from a place on end that can be one pack. */
  private int packable(List<KeyValue<Bytes, byte[]>> entries, int from) {
    Bytes first = entries.get(from).key;
    int system = StateKeys.systemOf(first);
    int bytes = 0;
    int end = from;
    while (end < entries.size() && end - from < MOST_POLLS) {
      KeyValue<Bytes, byte[]> entry = entries.get(end);
      if (entry.value == null
          || !StateKeys.isPoll(entry.key)
          || StateKeys.systemOf(entry.key) != system) {
        break;
      }
      bytes += entry.key.get().length + entry.value.length;
      if (bytes > MOST_BYTES) {
        break;
      }
      end++;
    }
    return end - from > 1 && isAfterAll(first, system) ? end : from;
  }

  private boolean isAfterAll(Bytes poll, int system) {
    Bytes last = newest.get(system);
    if (last == null) {
      last = newest(system);
      if (last != null) {
        newest.put(system, last);
      }
    }
    return last == null || last.compareTo(poll) < 0;
  }

  /** The last key of a system, of a poll or of a pack. */
  private @Nullable Bytes newest(int system) {
    Bytes alone = last(StateKeys.polls(system), StateKeys.polls(system + 1));
    Bytes pack = last(StateKeys.packs(system), StateKeys.packs(system + 1));
    if (pack == null) {
      return alone;
    }
    Bytes packed = StateKeys.pollOf(pack);
    return alone == null || alone.compareTo(packed) < 0 ? packed : alone;
  }

  private @Nullable Bytes last(Bytes from, Bytes to) {
    try (var found = store.reverseRange(from, to)) {
      return found.hasNext() ? found.next().key : null;
    }
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value) {
    if (StateKeys.isPoll(key)) {
      List<KeyValue<Bytes, byte[]>> packs = new ArrayList<>();
      var removal = new PackRemoval(store, packs);
      stands(new KeyValue<>(key, value), removal);
      removal.end();
      packs.forEach(pack -> store.put(pack.key, pack.value));
    }
    store.put(key, value);
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    byte[] alone = store.get(key);
    if (alone != null || !hasPacks || !StateKeys.isPoll(key)) {
      return alone;
    }
    try (var found = new PackedPolls(store, key, key)) {
      return found.hasNext() ? found.next().value : null;
    }
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    var alone = store.range(from, to);
    return hasPacks && StateKeys.isPoll(from)
        ? new MergedPolls(alone, new PackedPolls(store, from, to), false)
        : alone;
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseRange(Bytes from, Bytes to) {
    var alone = store.reverseRange(from, to);
    return hasPacks && StateKeys.isPoll(from)
        ? new MergedPolls(alone, PackedPolls.backwards(store, from, to), true)
        : alone;
  }
}
