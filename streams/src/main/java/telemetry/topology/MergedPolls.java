package telemetry.topology;

import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Polls that stand by themselves, and those in packs that none of them replaces. */
final class MergedPolls implements KeyValueIterator<Bytes, byte[]> {
  private final KeyValueIterator<Bytes, byte[]> alone;
  private final KeyValueIterator<Bytes, byte[]> packed;
  private final int direction;
  private @Nullable KeyValue<Bytes, byte[]> nextAlone;
  private @Nullable KeyValue<Bytes, byte[]> nextPacked;

  MergedPolls(
      KeyValueIterator<Bytes, byte[]> alone,
      KeyValueIterator<Bytes, byte[]> packed,
      boolean backwards) {
    this.alone = alone;
    this.packed = packed;
    this.direction = backwards ? -1 : 1;
    this.nextAlone = next(alone);
    this.nextPacked = next(packed);
  }

  private static @Nullable KeyValue<Bytes, byte[]> next(KeyValueIterator<Bytes, byte[]> polls) {
    return polls.hasNext() ? polls.next() : null;
  }

  @Override
  public boolean hasNext() {
    return nextAlone != null || nextPacked != null;
  }

  @Override
  public KeyValue<Bytes, byte[]> next() {
    KeyValue<Bytes, byte[]> one = nextAlone;
    KeyValue<Bytes, byte[]> other = nextPacked;
    int order = one == null ? 1 : other == null ? -1 : direction * one.key.compareTo(other.key);
    KeyValue<Bytes, byte[]> first = order <= 0 ? one : other;
    if (first == null) {
      throw new NoSuchElementException();
    }
    if (order <= 0) {
      nextAlone = next(alone);
    }
    if (order >= 0) {
      nextPacked = next(packed);
    }
    return first;
  }

  @Override
  public Bytes peekNextKey() {
    throw new UnsupportedOperationException("polls are read one by one");
  }

  @Override
  public void close() {
    alone.close();
    packed.close();
  }
}
