package telemetry.topology;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** How what a task writes reaches its store. */
public interface StoreWrites {
  /** Each write by itself, in their order. */
  StoreWrites AT_ONCE =
      new StoreWrites() {
        @Override
        public KeyValueStore<Bytes, byte[]> begin(KeyValueStore<Bytes, byte[]> store) {
          return new PackedStore(store);
        }

        @Override
        public void end(KeyValueStore<Bytes, byte[]> begun) {
          // Nothing waits.
        }
      };

  /** The store as its task is to use it. */
  KeyValueStore<Bytes, byte[]> begin(KeyValueStore<Bytes, byte[]> store);

  /** The task is closed; what it committed is written. */
  void end(KeyValueStore<Bytes, byte[]> begun);
}
