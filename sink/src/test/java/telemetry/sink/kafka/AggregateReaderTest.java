package telemetry.sink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import telemetry.model.Aggregate;
import telemetry.model.RejectReason;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistries;
import telemetry.sink.Samples;
import telemetry.sink.kafka.RecordReader.Read;
import telemetry.sink.kafka.RecordReader.Read.Bad;
import telemetry.sink.kafka.RecordReader.Read.Good;
import telemetry.topics.Topics;

class AggregateReaderTest {
  private final AvroSerde<Aggregate> rows =
      new AvroSerde<>(
          Topics.AGG_5M,
          SchemaRegistries.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID())));
  private final AggregateReader reader = new AggregateReader(rows.deserializer());

  private Read<Aggregate> read(String key, Aggregate row) {
    byte[] value = rows.serializer().serialize(Topics.AGG_5M.name(), row);
    return reader.read(
        new ConsumerRecord<>(Topics.AGG_5M.name(), 0, 0, key.getBytes(UTF_8), value), 1);
  }

  /** More points than are remembered of late. */
  @Test
  void theKeyNamesTheValuesPointHoweverManyThereAre() {
    for (int round = 0; round < 2; round++) {
      for (int system = 1; system <= 2_000; system++) {
        for (int point = 0; point < 40; point++) {
          String key = system + "/p/" + Integer.toString(point * 7_919, 36);
          Aggregate row = Samples.gauge(key, Samples.END, 1, 1);
          assertThat(read(key, row)).isEqualTo(new Good<>(row));
        }
      }
    }
  }

  @Test
  void aNameMayHaveAnyLetters() {
    Aggregate row = Samples.gauge("60/wärme/ü", Samples.END, 1, 1);
    assertThat(read("60/wärme/ü", row)).isEqualTo(new Good<>(row));
    assertThat(read("60/wärme/u", row)).isInstanceOf(Bad.class);
    assertThat(read("60/warme/ü", row)).isInstanceOf(Bad.class);
  }

  @Test
  void anotherPointsKeyIsRefusedBetweenTheRightOnes() {
    Aggregate row = Samples.gauge("6/w", Samples.END, 1, 1);
    assertThat(read("6/w", row)).isInstanceOf(Good.class);
    for (String wrong :
        new String[] {
          "6/v", "7/w", "6/w ", "6/ww", "/w", "w", "06/w", "16/w", "61/w", "6.w", "6//w", ""
        }) {
      assertThat(read(wrong, row))
          .isInstanceOfSatisfying(
              Bad.class,
              bad -> assertThat(bad.rejection().reason()).isEqualTo(RejectReason.BAD_KEY));
    }
    assertThat(read("6/w", row)).isInstanceOf(Good.class);
    assertThat(read("1/w", Samples.gauge("61/w", Samples.END, 1, 1))).isInstanceOf(Bad.class);
  }
}
