package telemetry.control;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads a topic from its beginning to where it ends now: one that is small, and needed whole. */
public final class WholeTopic {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(100);

  private WholeTopic() {}

  /**
   * Reads.
   *
   * @param consumer of no group; stays the caller's, and stands at that end then
   * @param taker is given what stands there, each partition in its order
   * @throws KafkaException if that end is not reached within half a minute
   */
  public static <V> void read(
      Consumer<String, V> consumer,
      String topic,
      java.util.function.Consumer<ConsumerRecord<String, V>> taker) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, PATIENCE).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(topic + ": wanted to read up to " + ends + ", found no end");
      }
      consumer.poll(LOOK).forEach(taker);
    }
  }
}
