package telemetry.registry;

import org.apache.kafka.common.serialization.Serializer;
import telemetry.topics.Topic;

/** Writes. */
public final class AvroSerializer<T> implements Serializer<T> {
  AvroSerializer(Topic<T> topic, SchemaRegistry registry) {
    throw new UnsupportedOperationException(topic.name() + registry);
  }

  @Override
  public byte[] serialize(String topic, T data) {
    throw new UnsupportedOperationException();
  }
}
