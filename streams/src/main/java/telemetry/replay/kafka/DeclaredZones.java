package telemetry.replay.kafka;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.model.SystemDeclaration;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.registry.UndecodableException;
import telemetry.topics.Topics;

/** The time zones of systems, as {@code telemetry.systems} declares them now; else UTC. */
public final class DeclaredZones implements IntFunction<ZoneId> {
  private static final Logger LOG = LoggerFactory.getLogger(DeclaredZones.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, ZoneId> zones = new HashMap<>();

  /** Reads what is declared. */
  public DeclaredZones(Map<String, String> kafka, SchemaRegistry registry) {
    var deserializer = new AvroSerde<>(Topics.SYSTEMS, registry).deserializer();
    var settings = new HashMap<String, Object>(kafka);
    settings.put("enable.auto.commit", "false");
    settings.put("fetch.max.wait.ms", "20");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.SYSTEMS.name(), PATIENCE).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        if (System.nanoTime() > deadline) {
          throw new TimeoutException(
              Topics.SYSTEMS.name() + ": wanted to read up to " + ends + ", found no end");
        }
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          take(record.key(), record.value(), deserializer);
        }
      }
    }
  }

  private void take(String key, byte[] value, Deserializer<SystemDeclaration> deserializer) {
    try {
      SystemDeclaration system = deserializer.deserialize(Topics.SYSTEMS.name(), value);
      if (system == null) {
        zones.remove(key);
      } else if (key.equals(Integer.toString(system.systemId()))) {
        zones.put(key, system.timezone());
      }
    } catch (UndecodableException e) {
      // The live windows refused it, and told so.
      LOG.debug("declaration left out key={}", key, e);
    }
  }

  @Override
  public ZoneId apply(int systemId) {
    return zones.getOrDefault(Integer.toString(systemId), ZoneOffset.UTC);
  }
}
