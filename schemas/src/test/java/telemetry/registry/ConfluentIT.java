package telemetry.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import telemetry.avro.AnyRecord;
import telemetry.topics.Topic;
import telemetry.topics.Topics;

/**
 * Confluent's own KafkaAvroSerializer and KafkaAvroDeserializer (5.3.2) read what we write, and we
 * read what they write of it.
 */
class ConfluentIT {
  private static final String SERIALIZERS = "io.confluent.kafka.serializers.";
  private static final int ROUNDS = 50;

  private final RegistryServer server = new RegistryServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readAndWriteEachOther() throws IOException, ReflectiveOperationException {
    try (var classes = new ForeignClasses(Path.of("target", "confluent-serializer"))) {
      Object reader = classes.make(SERIALIZERS + "KafkaAvroDeserializer");
      Object writer = classes.make(SERIALIZERS + "KafkaAvroSerializer");
      Map<String, String> settings = Map.of("schema.registry.url", server.url());
      classes.call(reader, "configure", settings, false);
      classes.call(writer, "configure", settings, false);
      var confluent = new Confluent(classes, reader, writer);

      throughThem(Topics.RAW, AnyRecord.raw(), confluent);
      throughThem(Topics.READINGS, AnyRecord.reading(), confluent);
      throughThem(Topics.AGG_5M, AnyRecord.aggregate(), confluent);
      throughThem(Topics.SYSTEMS, AnyRecord.declaration(), confluent);
      throughThem(Topics.CONTROL, AnyRecord.control(), confluent);
      throughThem(Topics.EVENTS, AnyRecord.event(), confluent);
    }
  }

  private <T> void throughThem(Topic<T> topic, Arbitrary<T> values, Confluent confluent)
      throws ReflectiveOperationException {
    AvroSerde<T> ours = AvroSerde.of(topic, Map.of("schema.registry.url", server.url()));
    for (int round = 0; round < ROUNDS; round++) {
      T value = values.sample();
      byte[] wire = Objects.requireNonNull(ours.serializer().serialize(topic.name(), value));

      Object record = confluent.read(topic.name(), wire);
      byte[] theirs = confluent.write(topic.name(), record);

      assertThat(new Schema.Parser().parse(confluent.schema(record)))
          .isEqualTo(topic.codec().schema());
      assertThat(ours.deserializer().deserialize(topic.name(), theirs))
          .usingRecursiveComparison()
          .isEqualTo(value);
    }
  }

  private record Confluent(ForeignClasses classes, Object reader, Object writer) {
    Object read(String topic, byte[] wire) throws ReflectiveOperationException {
      return classes.call(reader, "deserialize", topic, wire);
    }

    byte[] write(String topic, Object value) throws ReflectiveOperationException {
      return (byte[]) classes.call(writer, "serialize", topic, value);
    }

    String schema(Object value) throws ReflectiveOperationException {
      return classes.call(value, "getSchema").toString();
    }
  }
}
