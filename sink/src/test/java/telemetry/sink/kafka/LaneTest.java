package telemetry.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import telemetry.model.Aggregate;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistries;
import telemetry.registry.SchemaRegistry;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.Limits;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.LoggedReading;
import telemetry.sink.batch.TablesUnavailable;
import telemetry.topics.Topics;

class LaneTest {
  private static final Limits LIMITS = new Limits(10, 1_000_000, Duration.ofMillis(500));

  private final SchemaRegistry registry =
      SchemaRegistries.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));
  private final FakeTables tables = new FakeTables();

  private Lane<LoggedReading> readings(Limits limits) {
    var values = new AvroSerde<>(Topics.READINGS, registry).avroDeserializer();
    return lane(Flow.readings(values, tables), limits);
  }

  private Lane<Aggregate> rows(Limits limits) {
    var values = new AvroSerde<>(Topics.AGG_5M, registry).deserializer();
    return lane(Flow.aggregates(Topics.AGG_5M.name(), values, tables), limits);
  }

  private <T> Lane<T> lane(Flow<T> flow, Limits limits) {
    var lane =
        new Lane<>(
            new TopicPartition(flow.topic(), 0),
            flow,
            new Rejects(MockProducer::new),
            Outcomes.of(new SimpleMeterRegistry(), flow.topic()),
            limits);
    var claim = new Claim(new LogPartition(flow.topic(), 0), "id", 1, 0);
    tables.places.put(claim.partition(), claim);
    lane.taken(claim, 1, 0);
    return lane;
  }

  private static void hold(Lane<?> lane, int records) {
    lane.hold(Collections.nCopies(records, new ConsumerRecord<>("any", 0, 0, null, null)));
  }

  @Test
  void ofHistoryThatIsMostlyNeedlessItHoldsMoreAndLonger() {
    var lane = readings(LIMITS);
    hold(lane, 15);
    lane.reached(15, 100, 1_000);
    assertThat(lane.dueAt()).isEqualTo(1_000 + 3 * 500);

    hold(lane, 15);
    lane.reached(30, 100, 1_000);
    assertThat(lane.dueAt()).as("full").isZero();
  }

  @Test
  void atTheEndOfTheLogItHoldsNoMoreThanUsual() {
    var lane = readings(LIMITS);
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
    var lane = rows(LIMITS);
    hold(lane, 9);
    lane.reached(9, 100, 1_000);
    assertThat(lane.dueAt()).isEqualTo(1_000 + 500);

    hold(lane, 1);
    lane.reached(10, 100, 1_000);
    assertThat(lane.dueAt()).as("full").isZero();
  }

  @Test
  void whatEndsTheLogWaitsForNothingButAPauseAfterTheLastWriting() {
    var lane = rows(LIMITS);
    lane.reached(1, 0, 10_000);
    assertThat(lane.dueAt()).as("none was written yet").isLessThan(10_000);

    assertThat(lane.write(10_000)).isEqualTo(Lane.End.WRITTEN);
    lane.rests(10_200);
    lane.reached(2, 0, 10_300);
    assertThat(lane.dueAt()).as("more may come").isEqualTo(10_200 + 500);

    lane.write(10_700);
    lane.rests(10_700);
    lane.reached(3, 7, 11_200);
    assertThat(lane.dueAt()).as("more follows").isEqualTo(11_200 + 500);
    lane.reached(10, 0, 11_230);
    assertThat(lane.dueAt()).as("and has come").isEqualTo(10_700 + 500);

    lane.write(11_230);
    lane.reached(11, 0, 11_240);
    lane.rests(11_250);
    assertThat(lane.dueAt()).as("no longer than it may").isEqualTo(11_240 + 500);
  }

  @Test
  void theLastOfABacklogWaitsForNothing() {
    var lane = rows(LIMITS);
    lane.reached(10, 3, 10_000);
    lane.write(10_000);
    lane.rests(10_010);
    lane.reached(13, 0, 10_020);
    assertThat(lane.dueAt()).isLessThan(10_000);

    lane.write(10_020);
    lane.rests(10_030);
    lane.reached(14, 0, 10_040);
    assertThat(lane.dueAt()).as("what comes behind it gathers").isEqualTo(10_030 + 500);
  }

  @Test
  void whatCouldNotBeWrittenDoesNotWaitAgain() {
    var lane = rows(LIMITS);
    tables.instead.add(
        () -> {
          throw new TablesUnavailable("database: away", false, new Exception());
        });
    lane.reached(1, 0, 10_000);
    assertThatThrownBy(() -> lane.write(10_000)).isInstanceOf(TablesUnavailable.class);

    assertThat(lane.dueAt()).isLessThan(10_000);
  }

  @Test
  void rowsThatAreWantedSoonDoNotWaitForReadings() {
    var soon = new Limits(10, 1_000_000, Duration.ofMillis(50));
    var readings = readings(soon);
    var rows = rows(soon);
    for (var lane : List.of(readings, rows)) {
      lane.reached(1, 0, 10_000);
      lane.write(10_000);
      lane.rests(10_000);
      lane.reached(2, 0, 10_010);
    }

    assertThat(rows.dueAt()).isEqualTo(10_000 + 50);
    assertThat(readings.dueAt()).isEqualTo(10_000 + 500);
  }
}
