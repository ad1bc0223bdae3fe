package telemetry.sink.kafka;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import telemetry.sink.batch.Limits;

/**
 * What was polled of a partition and is not written yet, in the order of the log; without what was
 * found to be needless, which only counts. Sums stand beside the records: to look into thousands of
 * those again, each time that something is asked, is to wait for memory.
 */
final class Held {
  private static final int USUAL = 1024;

  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  /** The bytes of each record and of all that are held before it. */
  private long[] bytes = new long[USUAL];

  /** How many records were polled up to each, with it and with the needless ones. */
  private int[] polled = new int[USUAL];

  private int fresh;

  void add(List<ConsumerRecord<byte[], byte[]>> more) {
    makeRoom(records.size() + more.size());
    int polledBefore = polled();
    for (int i = 0; i < more.size(); i++) {
      append(more.get(i), polledBefore + i + 1);
    }
    fresh += more.size();
  }

  private void makeRoom(int size) {
    if (bytes.length < size) {
      int length = Math.max(bytes.length * 2, size);
      bytes = Arrays.copyOf(bytes, length);
      polled = Arrays.copyOf(polled, length);
    }
  }

  private void append(ConsumerRecord<byte[], byte[]> record, int polledWithIt) {
    int i = records.size();
    bytes[i] = bytes(i) + bytes(record);
    polled[i] = polledWithIt;
    records.add(record);
  }

  int size() {
    return records.size();
  }

  /** How many were polled and are not written: those that are held, and the needless ones. */
  int polled() {
    return records.isEmpty() ? 0 : polled[records.size() - 1];
  }

  /** How many came since it was last looked which are needed. */
  int fresh() {
    return fresh;
  }

  /** Whether it waits for nothing more. */
  boolean isFull(Limits limits) {
    return limits.isFull(records.size(), bytes(records.size()));
  }

  /**
   * How many are written at once: by count and by bytes, and one at least.
   *
   * @param most by count
   */
  int share(int most, Limits limits) {
    int count = Math.min(most, records.size());
    while (count > 1 && bytes(count) > limits.bytes()) {
      count--;
    }
    return count;
  }

  /** The first of them; to be read before anything is held or forgotten. */
  List<ConsumerRecord<byte[], byte[]>> first(int count) {
    return records.subList(0, count);
  }

  /** How many polled records a place passes that is that of the record after the first of them. */
  int passed(int count) {
    return count == records.size() ? polled() : polled[count] - 1;
  }

  /**
   * Where the record after the first of them stands.
   *
   * @param end where that would be if there is none
   */
  long after(int count, long end) {
    return count == records.size() ? end : records.get(count).offset();
  }

  /**
   * Holds no others any more.
   *
   * @param needed some of them, in their order, and the last
   */
  void keep(List<ConsumerRecord<byte[], byte[]>> needed) {
    fresh = 0;
    if (needed.size() == records.size()) {
      return;
    }
    int kept = 0;
    long before = 0;
    for (int i = 0; kept < needed.size(); i++) {
      long own = bytes[i] - before;
      before = bytes[i];
      if (records.get(i) == needed.get(kept)) {
        records.set(kept, records.get(i));
        bytes[kept] = bytes(kept) + own;
        polled[kept] = polled[i];
        kept++;
      }
    }
    records.subList(kept, records.size()).clear();
  }

  void forget(int count) {
    long bytesGone = bytes(count);
    int polledGone = passed(count);
    int left = records.size() - count;
    for (int i = 0; i < left; i++) {
      bytes[i] = bytes[count + i] - bytesGone;
      polled[i] = polled[count + i] - polledGone;
    }
    first(count).clear();
    fresh = Math.min(fresh, left);
  }

  void clear() {
    records.clear();
    fresh = 0;
  }

  /** The bytes of the first of them. */
  private long bytes(int count) {
    return count == 0 ? 0 : bytes[count - 1];
  }

  private static int bytes(ConsumerRecord<byte[], byte[]> record) {
    // As the fetch counted them, without a look into the record's arrays.
    return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
  }
}
