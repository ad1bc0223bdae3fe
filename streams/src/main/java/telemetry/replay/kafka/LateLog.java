package telemetry.replay.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import telemetry.model.SystemReading;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;

/** What waits in {@code telemetry.late}. */
final class LateLog {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * A late reading.
   *
   * @param offset where it stands in the late topic
   */
  record Entry(long offset, SystemReading reading) {}

  /**
   * What waits in one partition.
   *
   * @param end the first offset that was not read
   */
  record Waiting(List<Entry> entries, long end) {
    List<SystemReading> readings() {
      return entries.stream().map(Entry::reading).toList();
    }

    /** Where the first reading of one of these systems stands. */
    OptionalLong first(Set<Integer> systems) {
      return entries.stream()
          .filter(entry -> systems.contains(entry.reading().systemId()))
          .mapToLong(Entry::offset)
          .findFirst();
    }
  }

  private final Consumer<byte[], byte[]> consumer;
  private final Deserializer<SystemReading> readings;

  LateLog(Consumer<byte[], byte[]> consumer, SchemaRegistry registry) {
    this.consumer = consumer;
    this.readings = new AvroSerde<>(Topics.LATE, registry).deserializer();
  }

  /** Reads everything from the consumer's places to where the partitions end now. */
  Map<TopicPartition, Waiting> read(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    Map<TopicPartition, List<Entry>> entries = new HashMap<>();
    List<TopicPartition> behind = behind(ends);
    long quietSince = System.nanoTime();
    while (!behind.isEmpty()) {
      consumer.resume(behind);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        quietSince = System.nanoTime();
        entries
            .computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()), p -> new ArrayList<>())
            .add(new Entry(record.offset(), readings.deserialize(record.topic(), record.value())));
      }
      consumer.pause(consumer.assignment());
      if (System.nanoTime() - quietSince > PATIENCE.toNanos()) {
        throw new TimeoutException(
            Topics.LATE.name() + ": wanted to read up to " + ends + ", found nothing for long");
      }
      behind = behind(ends);
    }
    Map<TopicPartition, Waiting> waiting = new HashMap<>();
    entries.forEach(
        (partition, of) ->
            waiting.put(partition, new Waiting(of, consumer.position(partition, PATIENCE))));
    return waiting;
  }

  private List<TopicPartition> behind(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .filter(end -> consumer.assignment().contains(end.getKey()))
        .filter(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())
        .map(Map.Entry::getKey)
        .toList();
  }
}
