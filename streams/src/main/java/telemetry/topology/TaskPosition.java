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
      keep();
    }
  }

  /** Saves it even where it is the same, so that the store shows that something was read. */
  void keep() {
    store.put(StateKeys.POSITION, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
    saved = offset;
  }

  /**
   * Whether there is news to tell of it; it counts as told from now on.
   *
   * @param whole whether the roll-ups are told too; else the newest record is held back, so that
   *     nobody takes the task for idle
   */
  boolean tell(boolean whole) {
    long telling = whole ? offset : Math.max(told, offset - 1);
    boolean news = telling != told;
    told = telling;
    return news;
  }

  /** What was told. */
  long told() {
    return told;
  }
}
