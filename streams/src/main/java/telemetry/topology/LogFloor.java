package telemetry.topology;

import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import telemetry.recalculation.Extent;
import telemetry.window.Facts;

/**
 * Where the log began when a task's state did. Whoever hears a log anew that has lost its beginning
 * must not tell rows that were once told from all of it: of each system it is as if a reading of
 * that instant had been turned away.
 */
final class LogFloor {
  private final long floor;

  /**
   * Of a task.
   *
   * @param store its state
   * @param now where the log begins now, as {@link Extent#floor}; asked only of an empty state
   */
  LogFloor(KeyValueStore<Bytes, byte[]> store, LongSupplier now) {
    byte[] kept = store.get(StateKeys.FLOOR);
    if (kept != null) {
      floor = ByteBuffer.wrap(kept).getLong();
    } else if (isEmpty(store)) {
      floor = now.getAsLong();
      if (floor != Extent.WHOLE) {
        store.put(StateKeys.FLOOR, ByteBuffer.allocate(Long.BYTES).putLong(floor).array());
      }
    } else {
      floor = Extent.WHOLE;
    }
  }

  private static boolean isEmpty(KeyValueStore<Bytes, byte[]> store) {
    try (var entries = store.all()) {
      return !entries.hasNext();
    }
  }

  /** Lets a system that was never heard know of it. */
  StoredSystem begin(StoredSystem system) {
    if (floor != Extent.WHOLE && system.facts() == null) {
      system.putFacts(Facts.since(floor));
    }
    return system;
  }
}
