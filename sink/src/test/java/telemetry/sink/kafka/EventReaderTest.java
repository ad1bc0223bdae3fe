package telemetry.sink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import telemetry.model.Event;
import telemetry.model.EventType;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistries;
import telemetry.registry.SchemaRegistry;
import telemetry.sink.kafka.RecordReader.Read;
import telemetry.sink.kafka.RecordReader.Read.Bad;
import telemetry.sink.kafka.RecordReader.Read.Good;
import telemetry.topics.Partitions;
import telemetry.topics.Topics;

class EventReaderTest {
  private static final int PARTITIONS = 4;
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  private final SchemaRegistry registry =
      SchemaRegistries.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));
  private final AvroSerde<Event> events = new AvroSerde<>(Topics.EVENTS, registry);
  private final EventReader reader = new EventReader(events.deserializer());

  private Read<Event> read(String key, int partition, byte @Nullable [] value) {
    return reader.read(
        new ConsumerRecord<>(Topics.EVENTS.name(), partition, 0, key.getBytes(UTF_8), value),
        PARTITIONS);
  }

  private byte[] value(int systemId, Instant at) {
    return events
        .serializer()
        .serialize(
            Topics.EVENTS.name(),
            new Event(EventType.COUNTER_RESET, systemId, "e", at, Map.of("after", "1")));
  }

  @Test
  void anEventIsWhatItWasSentAs() {
    assertThat(read("6", Partitions.ofSystem(6, PARTITIONS), value(6, AT)))
        .isEqualTo(
            new Good<>(new Event(EventType.COUNTER_RESET, 6, "e", AT, Map.of("after", "1"))));
  }

  @Test
  void aTypeOfALaterVersionIsAnotherOne() throws IOException {
    Schema later =
        new Schema.Parser()
            .parse(
                Topics.EVENTS
                    .codec()
                    .schema()
                    .toString()
                    .replace("\"OTHER\",", "\"OTHER\",\"EARTHQUAKE\","));
    var event =
        new GenericRecordBuilder(later)
            .set("type", new GenericData.EnumSymbol(later.getField("type").schema(), "EARTHQUAKE"))
            .set("systemId", 6)
            .set("at", AT.toEpochMilli())
            .build();
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeByte(0);
    out.writeInt(registry.idOf(Topics.EVENTS.name() + "-value", later));
    var encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(later).write(event, encoder);
    encoder.flush();

    assertThat(read("6", Partitions.ofSystem(6, PARTITIONS), bytes.toByteArray()))
        .isEqualTo(new Good<>(new Event(EventType.OTHER, 6, null, AT, Map.of())));
  }

  @ParameterizedTest
  @CsvSource({
    "7, 0, 2026-11-20T12:00:00Z, BAD_KEY",
    "6, 1, 2026-11-20T12:00:00Z, WRONG_PARTITION",
    "6, 0, 1700-01-01T00:00:00Z, BAD_FIELD",
    "6, 0, 4000-01-01T00:00:00Z, BAD_FIELD"
  })
  void whatNoRowCanHoldIsRefused(String key, int aside, Instant at, String reason) {
    int partition = (Partitions.ofSystem(6, PARTITIONS) + aside) % PARTITIONS;

    assertThat(read(key, partition, value(6, at)))
        .isInstanceOfSatisfying(
            Bad.class, bad -> assertThat(bad.rejection().reason().name()).isEqualTo(reason));
  }

  @Test
  void whatIsNoEventIsRefused() {
    assertThat(read("6", 0, new byte[] {1, 2})).isInstanceOf(Bad.class);
    assertThat(read("6", 0, null)).isInstanceOf(Bad.class);
  }
}
