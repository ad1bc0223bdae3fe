package telemetry.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store whose writes wait, each entry's newest only; then they are written together, in the order
 * of their keys, which both the tree on disk and the compression of the changelog like. Reads see
 * what waits. For one thread.
 */
final class GatheredStore implements KeyValueStore<Bytes, byte[]> {
  /** So many bytes wait at most: with more, they would outlive the young generation. */
  private static final long MOST = 1 << 20;

  /** What an entry takes beside its bytes, about. */
  private static final int ENTRY = 100;

  private static final Comparator<KeyValue<Bytes, byte[]>> BY_KEY =
      Comparator.comparing(entry -> entry.key);

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<Bytes, byte @Nullable []> waiting = new HashMap<>();
  private long size;

  GatheredStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** Writes what waits. */
  void write() {
    if (waiting.isEmpty()) {
      return;
    }
    List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>(waiting.size());
    waiting.forEach((key, value) -> entries.add(new KeyValue<>(key, value)));
    entries.sort(BY_KEY);
    store.putAll(entries);
    waiting.clear();
    size = 0;
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
  public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
    byte[] known = get(key);
    if (known == null) {
      put(key, value);
    }
    return known;
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    entries.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public byte @Nullable [] delete(Bytes key) {
    byte[] known = get(key);
    put(key, null);
    return known;
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

  @Override
  public long approximateNumEntries() {
    return store.approximateNumEntries() + waiting.size();
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    throw new UnsupportedOperationException(name() + ": Kafka Streams begins it");
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException(name() + ": Kafka Streams ends it");
  }

  @Override
  public boolean persistent() {
    return store.persistent();
  }

  @Override
  public boolean isOpen() {
    return store.isOpen();
  }
}
