package telemetry.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistries;
import telemetry.registry.SchemaRegistry;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.Limits;
import telemetry.sink.batch.LogPartition;
import telemetry.topics.Topics;

class LaneTest {
  private static final Limits LIMITS = new Limits(10, 1_000_000, Duration.ofMillis(500));

  private final SchemaRegistry registry =
      SchemaRegistries.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));
  private final FakeTables tables = new FakeTables();

  private static <T> Lane<T> lane(Flow<T> flow) {
    return lane(flow, LIMITS);
  }

  private static <T> Lane<T> lane(Flow<T> flow, Limits limits) {
    var lane =
        new Lane<>(
            new TopicPartition(flow.topic(), 0),
            flow,
            new Rejects(MockProducer::new),
            Outcomes.of(new SimpleMeterRegistry(), flow.topic()),
            limits);
    lane.taken(new Claim(new LogPartition(flow.topic(), 0), "id", 1, 0), 1, 0);
    return lane;
  }

  private static void hold(Lane<?> lane, int records) {
    lane.hold(Collections.nCopies(records, new ConsumerRecord<>("any", 0, 0, null, null)));
  }

  @Test
  void ofHistoryThatIsMostlyNeedlessItHoldsMoreAndLonger() {
    var lane =
        lane(Flow.readings(new AvroSerde<>(Topics.READINGS, registry).avroDeserializer(), tables));
    hold(lane, 15);
    lane.reached(15, 100, 1_000);
    assertThat(lane.dueAt()).isEqualTo(1_000 + 3 * 500);

    hold(lane, 15);
    lane.reached(30, 100, 1_000);
    assertThat(lane.dueAt()).as("full").isZero();
  }

  @Test
  void atTheEndOfTheLogItHoldsNoMoreThanUsual() {
    var lane =
        lane(Flow.readings(new AvroSerde<>(Topics.READINGS, registry).avroDeserializer(), tables));
    hold(lane, 9);
    lane.reached(9, 9, 1_000);
    assertThat(lane.dueAt()).isEqualTo(1_000 + 500);

    hold(lane, 9);
    lane.reached(18, 100, 1_200);
    assertThat(lane.dueAt()).isEqualTo(1_000 + 3 * 500);
    lane.reached(18, 0, 1_300);
    assertThat(lane.dueAt()).as("full").isZero();
  }

  @Test
  void ofWhatIsNeededWholeItNeverHoldsMore() {
    var lane =
        lane(
            Flow.aggregates(
                Topics.AGG_5M.name(),
                new AvroSerde<>(Topics.AGG_5M, registry).deserializer(),
                tables));
    hold(lane, 9);
    lane.reached(9, 100, 1_000);
    assertThat(lane.dueAt()).isEqualTo(1_000 + 500);

    hold(lane, 1);
    lane.reached(10, 100, 1_000);
    assertThat(lane.dueAt()).as("full").isZero();
  }

  @Test
  void rowsThatAreWantedSoonDoNotWaitForReadings() {
    var soon = new Limits(10, 1_000_000, Duration.ofMillis(50));
    var readings =
        lane(
            Flow.readings(new AvroSerde<>(Topics.READINGS, registry).avroDeserializer(), tables),
            soon);
    var rows =
        lane(
            Flow.aggregates(
                Topics.AGG_5M.name(),
                new AvroSerde<>(Topics.AGG_5M, registry).deserializer(),
                tables),
            soon);
    hold(readings, 1);
    hold(rows, 1);
    readings.reached(1, 0, 1_000);
    rows.reached(1, 0, 1_000);

    assertThat(rows.dueAt()).isEqualTo(1_050);
    assertThat(readings.dueAt()).isEqualTo(1_500);
  }
}
