package telemetry.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store whose writes wait, each entry's newest only; then they are written together, in the order
 * of their keys, which both the tree on disk and the compression of the changelog like. Reads see
 * what waits. A mark that is made and removed in the meantime is not written at all.
 */
final class GatheredStore extends LayeredStore {
  /** So many bytes wait at most: with more, they would outlive the young generation. */
  private static final long MOST = 1 << 20;

  /** What an entry takes beside its bytes, about. */
  private static final int ENTRY = 100;

  private static final Comparator<KeyValue<Bytes, byte[]>> BY_KEY =
      (a, b) -> Arrays.compareUnsigned(a.key.get(), b.key.get());

  private final Map<Bytes, byte @Nullable []> waiting = new HashMap<>();
  private final Set<Bytes> marks = new HashSet<>();
  private long size;

  GatheredStore(KeyValueStore<Bytes, byte[]> store) {
    super(store);
    try (var found = store.range(StateKeys.FIRST_MARK, StateKeys.AFTER_MARKS)) {
      found.forEachRemaining(mark -> marks.add(mark.key));
    }
  }

  /** Writes what waits. */
  void write() {
    if (waiting.isEmpty()) {
      return;
    }
    List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>(waiting.size());
    waiting.forEach(
        (key, value) -> {
          if (!StateKeys.isMark(key) || isNews(key, value)) {
            entries.add(new KeyValue<>(key, value));
          }
        });
    entries.sort(BY_KEY);
    store.putAll(entries);
    waiting.clear();
    size = 0;
  }

  /** Whether the store below must learn of a mark; by now it has. */
  private boolean isNews(Bytes mark, byte @Nullable [] value) {
    if (value == null) {
      return marks.remove(mark);
    }
    marks.add(mark);
    return true;
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value) {
    waiting.put(key, value);
    size += ENTRY + key.get().length + (value == null ? 0 : value.length);
    if (size > MOST) {
      write();
    }
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    return waiting.containsKey(key) ? waiting.get(key) : store.get(key);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    write();
    return store.range(from, to);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseRange(Bytes from, Bytes to) {
    write();
    return store.reverseRange(from, to);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    write();
    return store.all();
  }
}
