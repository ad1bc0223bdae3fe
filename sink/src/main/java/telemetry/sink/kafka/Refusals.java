package telemetry.sink.kafka;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.sink.batch.Attempt.Refused;

/** The records of a partition that are held and refused; each is told of once. */
final class Refusals {
  private final Rejects rejects;

  /** What the database refused, by offset. */
  private final Map<Long, Rejection> refused = new HashMap<>();

  /** Offsets whose rejection the brokers have; a second try must not send them again. */
  private final Set<Long> acknowledged = new HashSet<>();

  Refusals(Rejects rejects) {
    this.rejects = rejects;
  }

  /** The database takes this one never. */
  void add(ConsumerRecord<byte[], byte[]> record, Refused refusal) {
    refused.put(
        record.offset(),
        new Rejection(
            RejectReason.REFUSED_BY_DATABASE, "row", "one that PostgreSQL takes", refusal.text()));
  }

  /** Why the database does not take it; null as far as is known. */
  @Nullable Rejection of(ConsumerRecord<byte[], byte[]> record) {
    return refused.isEmpty() ? null : refused.get(record.offset());
  }

  /** Returns once the brokers have them all. */
  void tell(Map<ConsumerRecord<byte[], byte[]>, Rejection> bad) {
    var unsent = new LinkedHashMap<>(bad);
    unsent.keySet().removeIf(record -> acknowledged.contains(record.offset()));
    if (!unsent.isEmpty()) {
      rejects.send(unsent);
      unsent.keySet().forEach(record -> acknowledged.add(record.offset()));
    }
  }

  /** Their places are in the tables. */
  void forget(List<ConsumerRecord<byte[], byte[]>> records) {
    if (!refused.isEmpty() || !acknowledged.isEmpty()) {
      records.forEach(
          record -> {
            refused.remove(record.offset());
            acknowledged.remove(record.offset());
          });
    }
  }

  void clear() {
    refused.clear();
    acknowledged.clear();
  }
}
