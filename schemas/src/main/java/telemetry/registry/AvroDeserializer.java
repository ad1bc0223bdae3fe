package telemetry.registry;

import org.apache.kafka.common.serialization.Deserializer;
import telemetry.topics.Topic;

/** Reads. */
public final class AvroDeserializer<T> implements Deserializer<T> {
  AvroDeserializer(Topic<T> topic, SchemaRegistry registry) {
    throw new UnsupportedOperationException(topic.name() + registry);
  }

  @Override
  public T deserialize(String topic, byte[] data) {
    throw new UnsupportedOperationException();
  }
}
