package telemetry.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import telemetry.model.Control;
import telemetry.model.Emitted;
import telemetry.model.Epoch;
import telemetry.model.PointAlias;
import telemetry.model.Redefinition;
import telemetry.model.Redefinitions;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;

/** Reads and writes the control topic, with clients that live for one call. */
public final class ControlLog {
  private final Map<String, String> kafka;
  private final AvroSerde<Control> serde;

  /**
   * The control topic of one cluster.
   *
   * @param kafka settings of the clients, {@code bootstrap.servers} among them
   * @param registry where the schemas are
   */
  public ControlLog(Map<String, String> kafka, SchemaRegistry registry) {
    this.kafka = Map.copyOf(kafka);
    this.serde = new AvroSerde<>(Topics.CONTROL, registry);
  }

  /** The epoch record, if one was ever written. */
  public Optional<Epoch> epoch() {
    return Optional.ofNullable(facts().get(Epoch.KEY)).map(Epoch.class::cast);
  }

  /** How far the windows are told, by partition of the readings. */
  public Map<Integer, Long> emitted() {
    var marks = new HashMap<Integer, Long>();
    for (Control fact : facts().values()) {
      if (fact instanceof Emitted emitted) {
        marks.put(emitted.partition(), emitted.offset());
      }
    }
    return marks;
  }

  /**
   * The newest fact of every key that stands in the topic now.
   *
   * @throws KafkaException if the topic cannot be read to its end within half a minute
   */
  public Map<String, Control> facts() {
    var settings = new HashMap<String, Object>(kafka);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    // Nobody waits for news here; a fetch that does is waited for when the consumer is closed.
    settings.put("fetch.max.wait.ms", "20");
    var newest = new HashMap<String, byte[]>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      WholeTopic.read(
          consumer,
          Topics.CONTROL.name(),
          record -> {
            if (record.value() == null) {
              newest.remove(record.key());
            } else {
              newest.put(record.key(), record.value()); // One key, one partition, in order.
            }
          });
    }
    var facts = new HashMap<String, Control>();
    newest.forEach(
        (key, bytes) ->
            facts.put(key, serde.deserializer().deserialize(Topics.CONTROL.name(), bytes)));
    return facts;
  }

  /** The points that are others by another name. */
  public List<PointAlias> aliases() {
    return facts().values().stream()
        .filter(PointAlias.class::isInstance)
        .map(PointAlias.class::cast)
        .toList();
  }

  /** The points that mean something else than what they were first heard as. */
  public Redefinitions redefinitions() {
    return Redefinitions.of(
        facts().values().stream()
            .filter(Redefinition.class::isInstance)
            .map(Redefinition.class::cast)
            .toList());
  }

  /**
   * Writes a fact and waits until the broker has it.
   *
   * @throws KafkaException if the broker does not take it
   */
  public void write(Control fact) {
    send(fact.key(), fact);
  }

  /**
   * Takes back what stands under a key, and waits until the broker has it.
   *
   * @throws KafkaException if the broker does not take it
   */
  public void remove(String key) {
    send(key, null);
  }

  private void send(String key, @Nullable Control fact) {
    var settings = new HashMap<String, Object>(kafka);
    settings.put("acks", "all");
    byte @Nullable [] value =
        fact == null ? null : serde.serializer().serialize(Topics.CONTROL.name(), fact);
    try (var producer =
        new KafkaProducer<String, byte @Nullable []>(
            settings, new StringSerializer(), new ByteArraySerializer())) {
      KafkaAnswer.of(
          Topics.CONTROL.name() + ": " + key,
          producer.send(new ProducerRecord<>(Topics.CONTROL.name(), key, value)));
    }
  }
}
