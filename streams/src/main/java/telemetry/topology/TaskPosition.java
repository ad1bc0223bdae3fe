package telemetry.topology;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How far a task has read its partition, found again after a restart. Saved when nothing else in
 * the state says it: an accepted record's offset is in its poll and its window's mark.
 */
final class TaskPosition {
  private static final long NOWHERE = -1;

  private final KeyValueStore<Bytes, byte[]> store;
  private long offset;
  private long saved;
  private long told = NOWHERE;

  TaskPosition(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    byte[] bytes = store.get(StateKeys.POSITION);
    this.saved = bytes == null ? NOWHERE : ByteBuffer.wrap(bytes).getLong();
    this.offset = saved;
  }

  long offset() {
    return offset;
  }

  void reach(long newer) {
    offset = Math.max(offset, newer);
  }

  void save() {
    if (offset != saved) {
      store.put(StateKeys.POSITION, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
      saved = offset;
    }
  }

  /** Whether there is news to tell of it; it counts as told from now on. */
  boolean tell() {
    boolean news = offset != told && offset != NOWHERE;
    told = offset;
    return news;
  }
}
