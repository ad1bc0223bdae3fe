package telemetry.topology;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The state stores: one entry a poll, one an untold window, one a system. */
final class StateStores {
  /** (system, measuredAt, source) → poll. */
  static final String POLLS = "polls";

  /** (system, window's end) → what is untold of it. */
  static final String MARKS = "marks";

  /** system → its points, floor and carries; and the task's position. */
  static final String FACTS = "facts";

  private StateStores() {}

  static StoreBuilder<KeyValueStore<Bytes, byte[]>> polls(Shape.Storage storage) {
    return store(POLLS, storage);
  }

  static StoreBuilder<KeyValueStore<Bytes, byte[]>> marks(Shape.Storage storage) {
    return store(MARKS, storage);
  }

  static StoreBuilder<KeyValueStore<Bytes, byte[]>> facts(Shape.Storage storage) {
    return store(FACTS, storage);
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(
      String name, Shape.Storage storage) {
    KeyValueBytesStoreSupplier supplier =
        switch (storage) {
          case ROCKSDB -> Stores.persistentKeyValueStore(name);
          case MEMORY -> Stores.inMemoryKeyValueStore(name);
        };
    // No cache: the newest polls are in memory already, decoded.
    return Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled();
  }
}
