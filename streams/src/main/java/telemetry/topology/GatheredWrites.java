package telemetry.topology;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Writes that wait for the next commit. Where rows, state and places are one transaction, nobody
 * can tell how often an entry changed between two commits, nor in which order: it is written once.
 * A commit begins with a flush of the thread's producer, and {@link #write} goes before that.
 */
final class GatheredWrites implements StoreWrites {
  private final ThreadLocal<List<GatheredStore>> begun = ThreadLocal.withInitial(ArrayList::new);

  @Override
  public KeyValueStore<Bytes, byte[]> begin(KeyValueStore<Bytes, byte[]> store) {
    var gathered = new GatheredStore(new PackedStore(store));
    begun.get().add(gathered);
    return gathered;
  }

  @Override
  public void end(KeyValueStore<Bytes, byte[]> ended) {
    begun.get().removeIf(store -> store == ended);
  }

  /** Writes what waits, of all tasks of the calling thread. */
  void write() {
    begun.get().forEach(GatheredStore::write);
  }
}
