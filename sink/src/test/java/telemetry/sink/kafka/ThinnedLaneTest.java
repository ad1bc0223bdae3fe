package telemetry.sink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistries;
import telemetry.sink.batch.Attempt.Refused;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.Limits;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.LoggedReading;
import telemetry.sink.batch.Poll;
import telemetry.sink.batch.TablesUnavailable;
import telemetry.topics.Topics;

/** A lane that lets go of needless readings before it writes: none is lost, none counted twice. */
class ThinnedLaneTest {
  private static final int CHUNK = 5_000;

  /** Three times as much where a batch and more waits. */
  private static final Limits LIMITS = new Limits(1_000, 100_000_000, Duration.ofMillis(500));

  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  private static final Instant APPENDED = START.plus(Duration.ofDays(30));
  private static final LogPartition PLACE = new LogPartition(Topics.READINGS.name(), 0);

  private final AvroSerde<SystemReading> readings =
      new AvroSerde<>(
          Topics.READINGS,
          SchemaRegistries.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID())));
  private final FakeTables tables = new FakeTables();
  private final Outcomes outcomes = Outcomes.of(new SimpleMeterRegistry(), Topics.READINGS.name());
  private final Lane<LoggedReading> lane =
      new Lane<>(
          new TopicPartition(Topics.READINGS.name(), 0),
          Flow.readings(readings.avroDeserializer(), tables),
          new Rejects(MockProducer::new),
          outcomes,
          LIMITS);
  private int polled;

  ThinnedLaneTest() {
    take();
  }

  private void take() {
    Claim claim = tables.take(PLACE, "id", 0);
    lane.taken(claim, 1, 0);
    polled = (int) claim.next();
  }

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  private ConsumerRecord<byte[], byte[]> record(int minute) {
    var value = new PointValue("a", Kind.GAUGE, "W", Value.of(minute), Quality.GOOD);
    var reading =
        new SystemReading(
            6, "v", "s", Op.PUT, at(minute), null, at(minute), null, null, List.of(value));
    byte[] bytes = readings.serializer().serialize(Topics.READINGS.name(), reading);
    return new ConsumerRecord<>(
        Topics.READINGS.name(),
        0,
        minute,
        APPENDED.toEpochMilli(),
        TimestampType.LOG_APPEND_TIME,
        1,
        bytes.length,
        "6".getBytes(UTF_8),
        bytes,
        new RecordHeaders(),
        Optional.empty());
  }

  /** What stands at an offset was measured at that minute. */
  private void poll(int records) {
    lane.hold(IntStream.range(polled, polled + records).mapToObj(this::record).toList());
    polled += records;
    lane.reached(polled, 1_000_000, 1_000);
  }

  private List<Instant> written() {
    return tables.polls.stream().map(Poll::measuredAt).toList();
  }

  private static int count(Counter counter) {
    return (int) counter.count();
  }

  /** What was consumed has come to an end; so many were written, so many given back. */
  private void assertOutcomes(int consumed, int written, int released) {
    assertOutcomes(consumed, written, released, 0);
  }

  /** All but what is held, and what was left out beside it. */
  private void assertOutcomes(int consumed, int written, int released, int held) {
    assertThat(count(outcomes.consumed())).isEqualTo(consumed);
    assertThat(count(outcomes.written())).isEqualTo(written);
    assertThat(count(outcomes.released())).isEqualTo(released);
    assertThat(count(outcomes.superseded())).isEqualTo(consumed - written - released - held);
    assertThat(count(outcomes.rejected()) + count(outcomes.expired())).isZero();
  }

  @Test
  void historyFitsIntoABatch() {
    for (int i = 0; i < 4; i++) {
      poll(CHUNK);
      lane.thin();
      assertThat(lane.dueAt()).as("not full").isPositive();
    }
    assertOutcomes(4 * CHUNK, 0, 0, 4 * CHUNK);

    assertThat(lane.write(2_000)).isEqualTo(Lane.End.WRITTEN);

    assertThat(written()).last().isEqualTo(at(4 * CHUNK - 1));
    assertThat(written()).hasSizeLessThan(5);
    assertThat(tables.places.get(PLACE).next()).isEqualTo(4 * CHUNK);
    assertOutcomes(4 * CHUNK, tables.polls.size(), 0);
  }

  @Test
  void whatIsGivenBackIsAllOfIt() {
    poll(CHUNK);
    lane.thin();
    poll(10);

    lane.release(0);

    assertOutcomes(CHUNK + 10, 0, CHUNK + 10);
  }

  /** Then the database is away. */
  private void writeOneBatch() {
    tables.instead.add(() -> null);
    tables.instead.add(
        () -> {
          throw new TablesUnavailable("database: away", false, new Exception());
        });
    assertThatThrownBy(() -> lane.write(2_000)).isInstanceOf(TablesUnavailable.class);
  }

  @Test
  void aPlaceBetweenPassesWhatWasNeedlessBeforeIt() {
    tables.reached.put(6, at(3_999)); // So the first 4,000 are needed, and the last.
    poll(CHUNK);
    lane.thin();
    writeOneBatch();
    assertThat(tables.places.get(PLACE).next()).isEqualTo(1_000);
    assertOutcomes(CHUNK, 1_000, 0, CHUNK - 1_000);

    assertThat(lane.write(3_000)).isEqualTo(Lane.End.WRITTEN);
    assertThat(written()).hasSize(4_001).last().isEqualTo(at(CHUNK - 1));
    assertOutcomes(CHUNK, 4_001, 0);
  }

  @Test
  void whatWasNeedlessIsCountedWhenThePlaceHasPassedIt() {
    tables.reached.put(6, at(999)); // Now 1,000 fill a batch, and the last is another.
    poll(CHUNK);
    lane.thin();
    writeOneBatch();

    assertThat(tables.places.get(PLACE).next()).as("the last one's").isEqualTo(CHUNK - 1);
    assertOutcomes(CHUNK, 1_000, 0, 1);
    lane.release(0);
    assertOutcomes(CHUNK, 1_000, 1);
  }

  @Test
  void whatIsRefusedMadeNothingElseNeedless() {
    poll(CHUNK);
    lane.thin();
    tables.instead.add(() -> new Refused("22003", "SQLSTATE 22003"));
    assertThat(lane.write(2_000)).isEqualTo(Lane.End.AGAIN);
    assertThat(tables.polls).isEmpty();

    lane.release(2_000);
    take();
    poll(CHUNK);
    lane.thin();
    assertThat(lane.dueAt()).as("nothing is left out before: full").isZero();
    tables.instead.add(() -> new Refused("22003", "SQLSTATE 22003"));
    assertThat(lane.write(3_000)).isEqualTo(Lane.End.WRITTEN);
    assertThat(written()).last().isEqualTo(at(CHUNK - 1));
    assertOutcomes(2 * CHUNK, tables.polls.size(), CHUNK);

    tables.polls.clear();
    poll(2 * CHUNK);
    lane.thin();
    assertThat(lane.dueAt()).as("from there on it is").isPositive();
  }

  @Test
  void theLoopReadsItAgainWithoutAWait() {
    var partition = new TopicPartition(Topics.READINGS.name(), 0);
    var consumer = new MockConsumer<byte[], byte[]>("none");
    var clock = new SettableClock(APPENDED);
    var loop =
        new ConsumerLoop(
            consumer,
            new Taking(consumer, tables, topic -> new TopicFacts("id", 1)),
            List.of(Flow.readings(readings.avroDeserializer(), tables)),
            new Rejects(MockProducer::new),
            new Upkeep(tables),
            new Limits(2_000, 100_000_000, Duration.ofMillis(500)),
            new SimpleMeterRegistry(),
            clock);
    loop.subscribe();
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updateEndOffsets(Map.of(partition, 1_000_000L));
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(partition)));
    loop.turn();
    tables.instead.add(() -> new Refused("22003", "SQLSTATE 22003"));
    turnWith(consumer, loop);
    assertThat(consumer.position(partition)).isEqualTo(CHUNK);
    clock.advance(1_500);
    loop.turn();
    loop.turn();
    assertThat(consumer.position(partition)).as("sought").isZero();

    turnWith(consumer, loop);
    clock.advance(1_500);
    loop.turn();

    assertThat(written()).last().isEqualTo(at(CHUNK - 1));
    assertThat(tables.places.get(PLACE).next()).isEqualTo(CHUNK);
  }

  private void turnWith(MockConsumer<byte[], byte[]> consumer, ConsumerLoop loop) {
    IntStream.range(0, CHUNK).mapToObj(this::record).forEach(consumer::addRecord);
    loop.turn();
  }

  @Test
  void fewAreNotLookedAt() {
    poll(3_000);
    lane.thin();
    assertThat(lane.dueAt()).as("full").isZero();
  }
}
