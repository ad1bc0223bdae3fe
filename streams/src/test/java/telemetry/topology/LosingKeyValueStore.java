package telemetry.topology;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;

/** Remembers the order of its writes, so that a crash can lose the last of them. */
final class LosingKeyValueStore extends InMemoryKeyValueStore {
  private final List<KeyValue<Bytes, byte[]>> writes = new ArrayList<>();

  LosingKeyValueStore(String name) {
    super(name);
  }

  int writes() {
    return writes.size();
  }

  /** A crash keeps so many writes, and the changelog gives them again. */
  void keep(int kept) {
    writes.forEach(write -> super.delete(write.key));
    writes.subList(kept, writes.size()).clear();
    writes.forEach(write -> super.put(write.key, write.value));
  }

  @Override
  public synchronized void put(Bytes key, byte[] value) {
    writes.add(KeyValue.pair(key, value));
    super.put(key, value);
  }

  @Override
  public synchronized byte[] delete(Bytes key) {
    writes.add(KeyValue.pair(key, null));
    return super.delete(key);
  }
}
