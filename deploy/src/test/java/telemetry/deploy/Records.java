package telemetry.deploy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import telemetry.topics.Topic;

/** Reads what is committed in a topic. */
public final class Records {
  private Records() {}

  /** Visits every committed record of a topic. */
  public static void read(
      Map<String, String> kafka, Topic<?> topic, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
    var settings = new HashMap<String, Object>(kafka);
    settings.put("isolation.level", "read_committed");
    // Nobody waits for news here; a fetch that does is waited for when the consumer is closed.
    settings.put("fetch.max.wait.ms", "20");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(visitor);
      }
    }
  }
}
