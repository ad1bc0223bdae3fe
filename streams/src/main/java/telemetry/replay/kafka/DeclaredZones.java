package telemetry.replay.kafka;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.control.WholeTopic;
import telemetry.model.SystemDeclaration;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.registry.UndecodableException;
import telemetry.topics.Topics;

/** The time zones of systems, as {@code telemetry.systems} declares them now; else UTC. */
public final class DeclaredZones implements IntFunction<ZoneId> {
  private static final Logger LOG = LoggerFactory.getLogger(DeclaredZones.class);

  private final Map<String, ZoneId> zones = new HashMap<>();

  /** Reads what is declared. */
  public DeclaredZones(Map<String, String> kafka, SchemaRegistry registry) {
    var deserializer = new AvroSerde<>(Topics.SYSTEMS, registry).deserializer();
    var settings = new HashMap<String, Object>(kafka);
    settings.put("enable.auto.commit", "false");
    settings.put("fetch.max.wait.ms", "20");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      WholeTopic.read(
          consumer,
          Topics.SYSTEMS.name(),
          record -> take(record.key(), record.value(), deserializer));
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
