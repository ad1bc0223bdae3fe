package telemetry.deploy.bench.limit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import telemetry.deploy.bench.limit.Stopwatch.Took;
import telemetry.deploy.bench.stand.Quiet;
import telemetry.model.SystemReading;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistries;
import telemetry.topics.Topics;

/** Reads all readings, several times; the last time counts, when the code is warm. */
public final class ReadLimit {
  /** How often it reads all. */
  public static final int PASSES = 3;

  private ReadLimit() {}

  /**
   * Reads.
   *
   * @param args bootstrap servers, registry, and whether each record is decoded
   */
  public static void main(String[] args) {
    Quiet.please();
    var registry = SchemaRegistries.connect(Map.of("schema.registry.url", args[1]));
    var decoder = new AvroSerde<>(Topics.READINGS, registry).deserializer();
    boolean decode = Boolean.parseBoolean(args[2]);
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            args[0],
            "max.poll.records",
            5000,
            // What waits at the end of the log from one pass must not hold up the next.
            "fetch.max.wait.ms",
            10);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.READINGS.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      long all = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      Took took = new Took(0, 0);
      for (int pass = 0; pass < PASSES; pass++) {
        consumer.seekToBeginning(partitions);
        var watch = new Stopwatch();
        long values = read(consumer, all, decode, decoder);
        took = watch.stop();
        System.out.println(values + " values");
      }
      System.out.println(took.line());
    }
  }

  private static long read(
      KafkaConsumer<byte[], byte[]> consumer,
      long all,
      boolean decode,
      Deserializer<SystemReading> decoder) {
    long values = 0;
    for (long seen = 0; seen < all; ) {
      var records = consumer.poll(Duration.ofMillis(500));
      seen += records.count();
      if (decode) {
        for (var record : records) {
          values += decoder.deserialize(record.topic(), record.value()).values().size();
        }
      }
    }
    return values;
  }
}
