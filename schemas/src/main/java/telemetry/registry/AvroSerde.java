package telemetry.registry;

import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import telemetry.topics.Topic;

/**
 * The values of one topic in the Confluent wire format: a zero byte, the schema's id (4 bytes, big
 * endian), Avro binary.
 *
 * @param <T> the domain record
 */
public final class AvroSerde<T> implements Serde<T> {
  private final AvroSerializer<T> serializer;
  private final AvroDeserializer<T> deserializer;

  /**
   * Values of a topic through a registry that others share.
   *
   * @param topic whose values
   * @param registry the registry
   */
  public AvroSerde(Topic<T> topic, SchemaRegistry registry) {
    this.serializer = new AvroSerializer<>(topic, registry);
    this.deserializer = new AvroDeserializer<>(topic, registry);
  }

  /**
   * Values of a topic, with a registry client of its own.
   *
   * @param topic whose values
   * @param settings Confluent's names: {@code schema.registry.url}, …
   */
  public static <T> AvroSerde<T> of(Topic<T> topic, Map<String, String> settings) {
    return new AvroSerde<>(topic, SchemaRegistries.connect(settings));
  }

  @Override
  public Serializer<T> serializer() {
    return serializer;
  }

  @Override
  public Deserializer<T> deserializer() {
    return deserializer;
  }

  /** The deserializer, and what more it can tell. */
  public AvroDeserializer<T> avroDeserializer() {
    return deserializer;
  }
}
