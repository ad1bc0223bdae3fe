package telemetry.sink.kafka;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import telemetry.sink.batch.Limits;

/** What was polled of a partition and is not written yet, in the order of the log. */
final class Held {
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private long bytes;

  void add(List<ConsumerRecord<byte[], byte[]>> polled) {
    records.addAll(polled);
    polled.forEach(record -> bytes += bytes(record));
  }

  int size() {
    return records.size();
  }

  /** Whether it waits for nothing more. */
  boolean isFull(Limits limits) {
    return limits.isFull(records.size(), bytes);
  }

  /**
   * How many are written at once: by count and by bytes, and one at least.
   *
   * @param most by count
   */
  int share(int most, Limits limits) {
    int count = Math.min(most, records.size());
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += bytes(records.get(i));
      if (i > 0 && sum > limits.bytes()) {
        return i;
      }
    }
    return count;
  }

  /** The first of them; to be read before anything is held or forgotten. */
  List<ConsumerRecord<byte[], byte[]>> first(int count) {
    return records.subList(0, count);
  }

  /**
   * Where the record after the first of them stands.
   *
   * @param end where that would be if there is none
   */
  long after(int count, long end) {
    return count == records.size() ? end : records.get(count).offset();
  }

  void forget(int count) {
    var done = first(count);
    done.forEach(record -> bytes -= bytes(record));
    done.clear();
  }

  void clear() {
    records.clear();
    bytes = 0;
  }

  private static int bytes(ConsumerRecord<byte[], byte[]> record) {
    // As the fetch counted them: to look into the record's arrays is to wait for memory.
    return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
  }
}
