package telemetry.topology;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The polls of a system that stand in packs, in a range of keys. */
final class PackedPolls implements KeyValueIterator<Bytes, byte[]> {
  private final KeyValueIterator<Bytes, byte[]> packs;
  private final Bytes from;
  private final Bytes to;
  private final boolean backwards;
  private Iterator<KeyValue<Bytes, byte[]>> polls = List.<KeyValue<Bytes, byte[]>>of().iterator();
  private boolean over;

  /** Ascending, both ends included. */
  PackedPolls(KeyValueStore<Bytes, byte[]> store, Bytes from, Bytes to) {
    this(packs(store, StateKeys.systemOf(from), from), from, to, false);
  }

  private PackedPolls(
      KeyValueIterator<Bytes, byte[]> packs, Bytes from, Bytes to, boolean backwards) {
    this.packs = packs;
    this.from = from;
    this.to = to;
    this.backwards = backwards;
  }

  /** Descending, both ends included. */
  static PackedPolls backwards(KeyValueStore<Bytes, byte[]> store, Bytes from, Bytes to) {
    Bytes last = StateKeys.pack(to);
    // The first pack that ends there or later may begin before.
    try (var across = packs(store, StateKeys.systemOf(from), to)) {
      if (across.hasNext()) {
        last = across.next().key;
      }
    }
    return new PackedPolls(store.reverseRange(StateKeys.pack(from), last), from, to, true);
  }

  /** The packs of a system that may hold a poll or later ones. */
  static KeyValueIterator<Bytes, byte[]> packs(
      KeyValueStore<Bytes, byte[]> store, int systemId, Bytes poll) {
    return store.range(StateKeys.pack(poll), StateKeys.packs(systemId + 1));
  }

  @Override
  public boolean hasNext() {
    while (!polls.hasNext() && !over && packs.hasNext()) {
      KeyValue<Bytes, byte[]> pack = packs.next();
      List<KeyValue<Bytes, byte[]>> found = Pack.read(pack.key, pack.value);
      polls = Pack.within(found, from, to, backwards).iterator();
      over = !backwards && found.get(0).key.compareTo(to) > 0;
    }
    return polls.hasNext();
  }

  @Override
  public KeyValue<Bytes, byte[]> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return polls.next();
  }

  @Override
  public Bytes peekNextKey() {
    throw new UnsupportedOperationException("packs are read one by one");
  }

  @Override
  public void close() {
    packs.close();
  }
}
