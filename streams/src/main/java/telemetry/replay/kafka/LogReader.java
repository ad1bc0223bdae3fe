package telemetry.replay.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import telemetry.model.Guard;
import telemetry.recalculation.Extent;
import telemetry.topics.Topic;

/** A topic that is a log, as the broker has it: what is committed, up to a known end. */
final class LogReader implements AutoCloseable {
  /** Takes records. */
  interface Each {
    /** False when no more are wanted. */
    boolean take(ConsumerRecord<byte[], byte[]> record);
  }

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Two brokers that lead a partition one after the other may differ by this much in time. */
  static final Duration CLOCKS = Duration.ofHours(1);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;
  private final boolean first;

  /**
   * Of one cluster.
   *
   * @param kafka settings of the clients
   * @param first whether this is the first log there ever was: then what it does not hold never was
   */
  LogReader(Map<String, String> kafka, Topic<?> topic, boolean first) {
    var settings = new HashMap<String, Object>(kafka);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "none");
    // Nobody waits for news here: a log is read to an end that is known.
    settings.put("fetch.max.wait.ms", "20");
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.topic = topic.name();
    this.first = first;
  }

  /** What a partition holds now. */
  Extent extent(int number) {
    TopicPartition partition = partition(number);
    long end = place(consumer.endOffsets(List.of(partition), PATIENCE), partition);
    long begin = begin(partition);
    if (first && begin == 0) {
      return new Extent(begin, end, Extent.WHOLE);
    }
    long[] appended = {Long.MAX_VALUE - CLOCKS.plus(Guard.AHEAD).toMillis()};
    read(
        partition,
        begin,
        end,
        record -> {
          appended[0] = record.timestamp();
          return false;
        });
    // What is gone was appended before it, and measured at most so much after it was appended.
    return new Extent(begin, end, appended[0] + CLOCKS.plus(Guard.AHEAD).toMillis());
  }

  private long begin(TopicPartition partition) {
    return place(consumer.beginningOffsets(List.of(partition), PATIENCE), partition);
  }

  private static long place(Map<TopicPartition, Long> places, TopicPartition partition) {
    Long place = places.get(partition);
    if (place == null) {
      throw new IllegalStateException(partition + ": wanted its place, found none");
    }
    return place;
  }

  /**
   * Shows what was appended since what was measured at an instant could be.
   *
   * @param from epoch milliseconds
   */
  void read(int number, long from, long end, Each each) {
    TopicPartition partition = partition(number);
    read(partition, Math.max(begin(partition), appended(partition, from, end)), end, each);
  }

  /** Shows what stands between two offsets; what the log has lost is left out. */
  void between(int number, long begin, long end, Each each) {
    TopicPartition partition = partition(number);
    read(partition, Math.max(begin(partition), begin), end, each);
  }

  /** Where the first record stands that may have been measured at an instant or after it. */
  private long appended(TopicPartition partition, long measured, long end) {
    if (measured < 0) {
      return 0;
    }
    long since = Math.max(0, measured - Guard.AHEAD.toMillis());
    OffsetAndTimestamp first =
        consumer.offsetsForTimes(Map.of(partition, since), PATIENCE).get(partition);
    return first == null ? end : first.offset();
  }

  private void read(TopicPartition partition, long begin, long end, Each each) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, begin);
    long quietSince = System.nanoTime();
    while (consumer.position(partition, PATIENCE) < end) {
      var records = consumer.poll(POLL);
      for (var record : records) {
        if (record.offset() >= end || !each.take(record)) {
          return;
        }
        quietSince = System.nanoTime();
      }
      if (System.nanoTime() - quietSince > PATIENCE.toNanos()) {
        throw new TimeoutException(
            partition + ": wanted to read up to " + end + ", found nothing for " + PATIENCE);
      }
    }
  }

  private TopicPartition partition(int number) {
    return new TopicPartition(topic, number);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
