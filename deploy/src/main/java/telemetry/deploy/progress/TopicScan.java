package telemetry.deploy.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics from place to place, without a group. Places alone do not count records: a log that
 * is written in transactions holds markers that nobody is given.
 */
public final class TopicScan implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, String> kafka;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Duration patience;
  private @Nullable KafkaConsumer<byte[], byte[]> anything;

  /**
   * Reads what is committed.
   *
   * @param kafka settings of the client
   * @param patience how long one scan may make no progress
   */
  public TopicScan(Map<String, String> kafka, Duration patience) {
    this.kafka = Map.copyOf(kafka);
    this.consumer = consumer("read_committed");
    this.patience = patience;
  }

  private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
    var settings = new HashMap<String, Object>(kafka);
    settings.put("isolation.level", isolation);
    settings.put("enable.auto.commit", "false");
    // Nobody waits for news here: a fetch that does holds up whatever is asked next.
    settings.put("fetch.max.wait.ms", "20");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The partitions of a topic. */
  public List<TopicPartition> partitions(String topic) {
    return consumer.partitionsFor(topic, patience).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /** Where what is committed ends now in each partition of a topic. */
  public Map<TopicPartition, Long> ends(String topic) {
    return consumer.endOffsets(partitions(topic), patience);
  }

  /**
   * Where the log of each partition of a topic ends now. What stands before that may not be
   * committed yet, or stand behind something that is not; nobody is given it until then.
   */
  Map<TopicPartition, Long> written(String topic) {
    KafkaConsumer<byte[], byte[]> reader = anything;
    if (reader == null) {
      reader = consumer("read_uncommitted");
      anything = reader;
    }
    return reader.endOffsets(partitions(topic), patience);
  }

  /** Where the log of each partition of a topic begins now. */
  public Map<TopicPartition, Long> beginnings(String topic) {
    return consumer.beginningOffsets(partitions(topic), patience);
  }

  /**
   * Gives every record of a topic that stands there now, each partition in order.
   *
   * @throws TimeoutException if the broker stops giving
   */
  public void all(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Map<TopicPartition, Long> ends = ends(topic);
    consumer.assign(ends.keySet());
    consumer.seekToBeginning(ends.keySet());
    long quietSince = System.nanoTime();
    while (!reached(ends)) {
      var records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        quietSince = System.nanoTime();
      }
      for (var record : records) {
        if (record.offset() < ends.getOrDefault(partition(record), 0L)) {
          each.accept(record);
        }
      }
      requireProgress(quietSince, topic);
    }
  }

  /** How many records a topic holds now. */
  public long count(String topic) {
    var count = new long[1];
    all(topic, record -> count[0]++);
    return count[0];
  }

  /** The first place that was appended at or after an instant; the end of the log if none was. */
  public long since(TopicPartition partition, Instant instant) {
    var found =
        consumer
            .offsetsForTimes(Map.of(partition, Math.max(0, instant.toEpochMilli())), patience)
            .get(partition);
    return found == null
        ? consumer.endOffsets(List.of(partition), patience).getOrDefault(partition, 0L)
        : found.offset();
  }

  /** Gives the records of [from, to) of a partition, in order. */
  public void between(
      TopicPartition partition, long from, long to, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    long quietSince = System.nanoTime();
    while (consumer.position(partition, patience) < to) {
      var records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        quietSince = System.nanoTime();
      }
      for (var record : records) {
        if (record.offset() < to) {
          each.accept(record);
        }
      }
      requireProgress(quietSince, partition.toString());
    }
  }

  /** Whether a record, and not markers alone, stands in [from, to). */
  public boolean holdsRecord(TopicPartition partition, long from, long to) {
    return first(partition, from, to).isPresent();
  }

  /** The first record of [from, to). */
  Optional<ConsumerRecord<byte[], byte[]>> first(TopicPartition partition, long from, long to) {
    if (from >= to) {
      return Optional.empty();
    }
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    long begun = System.nanoTime();
    while (consumer.position(partition) < to) {
      for (var record : consumer.poll(POLL)) {
        return record.offset() < to ? Optional.of(record) : Optional.empty();
      }
      requireProgress(begun, partition.toString());
    }
    return Optional.empty();
  }

  private void requireProgress(long since, String what) {
    if (System.nanoTime() - since > patience.toNanos()) {
      throw new TimeoutException(
          what + ": wanted to read on, found nothing for " + patience.toSeconds() + " s");
    }
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), patience) >= end.getValue());
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  @Override
  public void close() {
    consumer.close();
    if (anything != null) {
      anything.close();
    }
  }
}
