package telemetry.topology;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The state's stores. One for everything that windows are made of, told apart by key: what a
 * changelog loses in a crash is its end, and only entries of one changelog are lost in the order in
 * which they were written.
 */
final class StateStores {
  /**
   * (system, measuredAt, source) → poll; (system, end of a window, hour or day) → what is untold of
   * it; system → its points, floor and carries; system → its time zone; system → how its points
   * report; and the task's position.
   */
  static final String WINDOWS = "windows";

  /** System → the names of its vendor's fields that no decoder knows and that were told. */
  static final String UNMAPPED = "unmapped";

  private StateStores() {}

  static StoreBuilder<KeyValueStore<Bytes, byte[]>> unmapped(Shape.Storage storage) {
    return store(UNMAPPED, storage);
  }

  static StoreBuilder<KeyValueStore<Bytes, byte[]>> windows(Shape.Storage storage) {
    return store(WINDOWS, storage);
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
