package telemetry.sink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import telemetry.model.Aggregate;
import telemetry.model.SystemDeclaration;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistries;
import telemetry.sink.Samples;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.Limits;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.SystemChange;
import telemetry.sink.batch.TablesUnavailable;
import telemetry.topics.Partitions;
import telemetry.topics.RejectedHeaders;
import telemetry.topics.Topics;

class ConsumerLoopTest {
  private static final int PARTITIONS = 4;
  private static final int HOME = Partitions.ofSystem(6, PARTITIONS);
  private static final TopicPartition ROWS = new TopicPartition(Topics.AGG_5M.name(), HOME);
  private static final TopicPartition SYSTEMS = new TopicPartition(Topics.SYSTEMS.name(), HOME);
  private static final LogPartition PLACE = new LogPartition(ROWS.topic(), HOME);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final FakeTables tables = new FakeTables();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final Map<String, String> ids =
      new HashMap<>(Map.of(ROWS.topic(), "rows-id", SYSTEMS.topic(), "systems-id"));
  private AvroSerde<Aggregate> aggregates;
  private AvroSerde<SystemDeclaration> declarations;
  private ConsumerLoop loop;

  @BeforeEach
  void join() {
    var registry =
        SchemaRegistries.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));
    aggregates = new AvroSerde<>(Topics.AGG_5M, registry);
    declarations = new AvroSerde<>(Topics.SYSTEMS, registry);
    loop = loop(new Limits(4, 1_000_000, Duration.ofMillis(500)));
    loop.subscribe();
    consumer.updateBeginningOffsets(Map.of(ROWS, 0L, SYSTEMS, 0L));
    consumer.updateEndOffsets(Map.of(ROWS, 100L, SYSTEMS, 100L));
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(ROWS, SYSTEMS)));
  }

  private ConsumerLoop loop(Limits limits) {
    return new ConsumerLoop(
        consumer,
        new Taking(
            consumer,
            tables,
            topic -> new TopicFacts(ids.getOrDefault(topic, "no-id"), PARTITIONS)),
        List.of(
            Flow.systems(declarations.deserializer(), tables),
            Flow.aggregates(Topics.AGG_5M.name(), aggregates.deserializer(), tables)),
        new Rejects(() -> producer),
        new Upkeep(tables),
        limits,
        meters,
        clock);
  }

  @Test
  void whatIsPolledBecomesRowsOnceItsBatchIsOldEnough() {
    loop.turn();
    assertThat(loop.health().ready()).isTrue();
    add(0, Samples.gauge("6/w", Samples.END, 1, 1));
    loop.turn();
    assertThat(tables.rows).isEmpty();

    clock.advance(500);
    loop.turn();

    assertThat(tables.rows).hasSize(1);
    assertThat(place()).isEqualTo(1);
    assertThat(consumer.committed(Set.of(ROWS))).containsEntry(ROWS, new OffsetAndMetadata(1));
    assertBalanced(1, 1, 0, 0, 0);
  }

  @Test
  void atTheEndOfTheLogABatchIsWrittenAtOnceUnlessOneJustWas() {
    loop.turn();
    consumer.updateEndOffsets(Map.of(ROWS, 1L, SYSTEMS, 0L));
    add(0, Samples.gauge("6/w", Samples.END, 1, 1));
    loop.turn();
    assertThat(place()).isEqualTo(1);

    consumer.updateEndOffsets(Map.of(ROWS, 2L, SYSTEMS, 0L));
    add(1, Samples.gauge("6/w", Samples.END, 2, 1));
    loop.turn();
    assertThat(place()).as("one was written just now").isEqualTo(1);
    clock.advance(500);
    loop.turn();
    assertThat(place()).isEqualTo(2);
  }

  @Test
  void manyBytesWaitForNoTimeAndGoInSeveralTransactions() {
    int one = 4 + value(Samples.gauge("6/w0", Samples.END, 1, 1)).length;
    loop = loop(new Limits(100, 2L * one, Duration.ofMillis(500)));
    loop.subscribe();
    loop.turn();
    add(0, Samples.gauge("6/w0", Samples.END, 1, 1));
    loop.turn();
    assertThat(tables.attempts).isZero();
    for (int i = 1; i < 5; i++) {
      add(i, Samples.gauge("6/w" + i, Samples.END, 1, 1));
    }
    loop.turn();

    assertThat(tables.attempts).isEqualTo(3);
    assertThat(place()).isEqualTo(5);
    add(5, Samples.gauge("6/w5", Samples.END, 1, 1));
    loop.turn();
    assertThat(place()).as("what was written counts no more").isEqualTo(5);
  }

  @Test
  void aRecordLargerThanABatchMayBeGoesAlone() {
    loop = loop(new Limits(100, 1, Duration.ofMillis(500)));
    loop.subscribe();
    loop.turn();
    add(0, Samples.gauge("6/w", Samples.END, 1, 1));
    loop.turn();

    assertThat(place()).isEqualTo(1);
  }

  @Test
  void theTablesPlaceIsSoughtAndNotKafkas() {
    tables.places.put(PLACE, new Claim(PLACE, "rows-id", 7, 40));
    loop.turn();

    assertThat(consumer.position(ROWS)).isEqualTo(40);
    assertThat(claim().ownerEpoch()).isEqualTo(8);
  }

  @Test
  void aPlaceOutsideTheLogStopsAndSaysWhatToRun() {
    tables.places.put(PLACE, new Claim(PLACE, "rows-id", 7, 40));
    consumer.updateBeginningOffsets(Map.of(ROWS, 50L));

    assertThatThrownBy(loop::turn)
        .isInstanceOf(SinkStopped.class)
        .hasMessageContaining("place 40")
        .hasMessageContaining("from 50 to 100")
        .hasMessageContaining("telemetry sink reset --topic telemetry.agg-5m --partition " + HOME);
  }

  @Test
  void aTopicMadeAnewStops() {
    tables.places.put(PLACE, new Claim(PLACE, "rows-id", 7, 40));
    ids.put(ROWS.topic(), "another-id");

    assertThatThrownBy(loop::turn)
        .isInstanceOf(SinkStopped.class)
        .hasMessageContaining("another-id");
  }

  @Test
  void aRefusedRowGoesAloneAndItsNeighboursAreWritten() {
    loop.turn();
    for (int i = 0; i < 4; i++) {
      double avg = i == 2 ? FakeTables.REFUSED : i;
      add(i, Samples.gauge("6/w" + i, Samples.END, avg, 1));
    }
    loop.turn();

    assertThat(tables.rows.keySet())
        .extracting(key -> key.substring(0, 4))
        .containsExactlyInAnyOrder("6/w0", "6/w1", "6/w3");
    assertThat(place()).isEqualTo(4);
    assertThat(producer.history()).hasSize(1);
    var rejected = producer.history().get(0);
    assertThat(text(rejected, RejectedHeaders.REASON)).isEqualTo("REFUSED_BY_DATABASE");
    assertThat(text(rejected, RejectedHeaders.STAGE)).isEqualTo("sink");
    assertThat(text(rejected, RejectedHeaders.OFFSET)).isEqualTo("2");
    assertThat(text(rejected, RejectedHeaders.MESSAGE)).contains("23514").contains("unlucky");
    assertThat(new String(rejected.key(), UTF_8)).isEqualTo("6/w2");
    assertBalanced(4, 3, 0, 1, 0);
  }

  @Test
  void everyRecordEndsInExactlyOneOutcome() {
    loop.turn();
    add(0, Samples.gauge("6/w", Samples.END, 1, 5));
    add(1, Samples.gauge("6/w", Samples.END, 2, 6));
    consumer.addRecord(new ConsumerRecord<>(ROWS.topic(), HOME, 2, bytes("6/w"), bytes("no avro")));
    consumer.addRecord(new ConsumerRecord<>(ROWS.topic(), HOME, 3, bytes("6/w"), null));
    consumer.addRecord(
        new ConsumerRecord<>(
            ROWS.topic(), HOME, 4, bytes("6/x"), value(Samples.gauge("6/w", Samples.END, 1, 9))));
    int elsewhere = systemElsewhere();
    add(5, Samples.gauge(elsewhere + "/w", Samples.END, 1, 9));
    loop.turn();
    add(6, Samples.gauge("6/w", Samples.END, 0, 1));
    clock.advance(1000);
    loop.turn();
    clock.advance(1000);
    loop.turn();

    assertThat(producer.history())
        .extracting(one -> text(one, RejectedHeaders.REASON))
        .containsExactly("NOT_AVRO", "NOT_AVRO", "BAD_KEY", "WRONG_PARTITION");
    assertThat(place()).isEqualTo(7);
    assertBalanced(7, 1, 2, 4, 0);
  }

  @Test
  void partitionsAreLookedAfterEveryHourAndNeverHoldTheWritingUp() {
    tables.maintenance.add(
        () -> {
          throw new TablesUnavailable("database: SQLSTATE 55P03: in use", false, new Exception());
        });
    loop.turn();
    assertThat(loop.health().ready()).isTrue();
    loop.turn();
    assertThat(tables.maintained).isEqualTo(1);

    clock.advance(60_000);
    loop.turn();
    loop.turn();
    assertThat(tables.maintained).isEqualTo(2);

    clock.advance(Upkeep.EVERY_MILLIS);
    loop.turn();
    assertThat(tables.maintained).isEqualTo(3);
  }

  @Test
  void aDatabaseThatIsAwayIsWaitedForWithoutLosingThePlaceOrTheGroup() {
    loop.turn();
    for (int i = 0; i < 3; i++) {
      tables.instead.add(
          () -> {
            throw new TablesUnavailable("database: SQLSTATE 08006: away", false, new Exception());
          });
    }
    for (int i = 0; i < 4; i++) {
      add(i, Samples.gauge("6/w" + i, Samples.END, i, 1));
    }
    loop.turn();

    assertThat(loop.health().ready()).isFalse();
    assertThat(loop.health().live()).isTrue();
    assertThat(loop.health().reason()).contains("08006");
    assertThat(consumer.paused()).containsExactlyInAnyOrder(ROWS, SYSTEMS);
    assertThat(place()).isEqualTo(0);

    // When time passes: the back-off doubles, polling goes on, the third try fails too
    loop.turn();
    assertThat(tables.attempts).isEqualTo(1);
    clock.advance(100);
    loop.turn();
    clock.advance(200);
    loop.turn();
    clock.advance(399);
    loop.turn();
    assertThat(tables.attempts).isEqualTo(3);
    clock.advance(1);
    loop.turn();

    assertThat(place()).isEqualTo(4);
    assertThat(loop.health().ready()).isTrue();
    assertThat(consumer.paused()).isEmpty();
    assertBalanced(4, 4, 0, 0, 0);
  }

  @Test
  void theDatabaseMayBeAwayWhenPartitionsAreAssigned() {
    tables.instead.add(
        () -> {
          throw new TablesUnavailable("database: away", false, new Exception());
        });
    tables.places.put(PLACE, new Claim(PLACE, "rows-id", 7, 40));
    loop.turn();
    assertThat(consumer.paused()).contains(ROWS);
    clock.advance(100);
    loop.turn();

    assertThat(consumer.position(ROWS)).isEqualTo(40);
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void aRejectionIsAcknowledgedBeforeThePlaceMovesAndSentOnce() {
    producer.sendException = new TimeoutException("brokers are away");
    loop.turn();
    consumer.addRecord(new ConsumerRecord<>(ROWS.topic(), HOME, 0, bytes("6/w"), bytes("no avro")));
    loop.turn();
    clock.advance(500);
    loop.turn();
    assertThat(place()).isEqualTo(0);
    assertThat(loop.health().reason()).contains("brokers are away");

    // When the brokers are back, and the database is away for one try
    producer.sendException = null;
    tables.instead.add(
        () -> {
          throw new TablesUnavailable("database: away", false, new Exception());
        });
    clock.advance(100);
    loop.turn();
    assertThat(place()).isEqualTo(0);
    clock.advance(200);
    loop.turn();

    assertThat(place()).isEqualTo(1);
    assertThat(producer.history()).hasSize(1);
    assertBalanced(1, 0, 0, 1, 0);
  }

  @Test
  void aRestoredDatabaseIsFollowed() {
    loop.turn();
    for (int i = 0; i < 4; i++) {
      add(i, Samples.gauge("6/w" + i, Samples.END, i, 1));
    }
    loop.turn();
    tables.places.put(PLACE, new Claim(PLACE, "rows-id", 1, 2));
    tables.rows.clear();
    add(4, Samples.gauge("6/w4", Samples.END, 4, 1));
    loop.turn();
    clock.advance(500);
    loop.turn();
    loop.turn();

    assertThat(consumer.position(ROWS)).isEqualTo(2);
    assertBalanced(5, 4, 0, 0, 1);
  }

  @Test
  void aRestoredDatabaseIsFollowedEvenWhereNothingComes() {
    loop.turn();
    for (int i = 0; i < 4; i++) {
      add(i, Samples.gauge("6/w" + i, Samples.END, i, 1));
    }
    loop.turn();
    tables.places.put(PLACE, new Claim(PLACE, "rows-id", 1, 2));
    loop.turn();
    assertThat(consumer.position(ROWS)).isEqualTo(4);

    clock.advance(10_000);
    loop.turn();
    loop.turn();
    assertThat(consumer.position(ROWS)).isEqualTo(2);
  }

  @Test
  void aPartitionThatAnotherSinkTookIsLeftToIt() {
    loop.turn();
    tables.places.put(PLACE, new Claim(PLACE, "rows-id", 9, 0));
    add(0, Samples.gauge("6/w", Samples.END, 1, 1));
    loop.turn();
    clock.advance(500);
    loop.turn();
    loop.turn();

    assertThat(tables.rows).isEmpty();
    assertThat(claim().ownerEpoch()).isEqualTo(9);
    assertThat(loop.health().ready()).isFalse();
    assertThat(consumer.paused()).contains(ROWS);

    // When the group still says that it is ours
    clock.advance(ConsumerLoop.STALE_MILLIS);
    loop.turn();
    assertThat(claim().ownerEpoch()).isEqualTo(10);
    assertThat(loop.health().ready()).isTrue();
  }

  @Test
  void tooSlowIsTriedWithLess() {
    loop.turn();
    tables.instead.add(
        () -> {
          throw new TablesUnavailable("database: SQLSTATE 57014", true, new Exception());
        });
    for (int i = 0; i < 4; i++) {
      add(i, Samples.gauge("6/w" + i, Samples.END, i, 1));
    }
    loop.turn();
    clock.advance(100);
    loop.turn();

    assertThat(tables.attempts).isEqualTo(3);
    assertThat(place()).isEqualTo(4);
  }

  @Test
  void systemsBecomeRowsAndTheirRemovalToo() {
    loop.turn();
    var home = new SystemDeclaration(6, "fronius", null, "Home", ZoneId.of("UTC"), true, List.of());
    byte[] value = declarations.serializer().serialize(SYSTEMS.topic(), home);
    consumer.addRecord(new ConsumerRecord<>(SYSTEMS.topic(), HOME, 0, bytes("6"), value));
    loop.turn();
    clock.advance(500);
    loop.turn();
    assertThat(tables.systems).containsEntry(6, new SystemChange(6, home));

    consumer.addRecord(new ConsumerRecord<>(SYSTEMS.topic(), HOME, 1, bytes("6"), null));
    consumer.addRecord(new ConsumerRecord<>(SYSTEMS.topic(), HOME, 2, bytes("06"), null));
    loop.turn();
    clock.advance(500);
    loop.turn();

    assertThat(tables.systems).containsEntry(6, new SystemChange(6, null));
    assertThat(producer.history())
        .extracting(one -> text(one, RejectedHeaders.REASON))
        .containsExactly("BAD_KEY");
  }

  @Test
  void aCleanStopWritesWhatIsHeld() {
    loop.turn();
    add(0, Samples.gauge("6/w", Samples.END, 1, 1));
    loop.turn();
    loop.finish();

    assertThat(place()).isEqualTo(1);
    assertThat(consumer.closed()).isTrue();
  }

  private void add(long offset, Aggregate row) {
    byte[] key = bytes(row.key().text());
    byte[] value = value(row);
    consumer.addRecord(
        new ConsumerRecord<>(
            ROWS.topic(),
            HOME,
            offset,
            ConsumerRecord.NO_TIMESTAMP,
            TimestampType.NO_TIMESTAMP_TYPE,
            key.length,
            value.length,
            key,
            value,
            new RecordHeaders(),
            Optional.empty()));
  }

  private byte[] value(Aggregate row) {
    return aggregates.serializer().serialize(ROWS.topic(), row);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(ProducerRecord<byte[], byte[]> record, String header) {
    return String.valueOf(RejectedHeaders.text(record.headers(), header));
  }

  private static int systemElsewhere() {
    int system = 1;
    while (Partitions.ofSystem(system, PARTITIONS) == HOME) {
      system++;
    }
    return system;
  }

  private long place() {
    return claim().next();
  }

  private Claim claim() {
    return Objects.requireNonNull(tables.places.get(PLACE));
  }

  private void assertBalanced(
      int consumed, int written, int superseded, int rejected, int released) {
    assertThat(
            List.of(
                meters.counter("telemetry.sink.consumed", "topic", ROWS.topic()).count(),
                outcome("written"),
                outcome("superseded"),
                outcome("rejected"),
                outcome("released")))
        .containsExactly(
            (double) consumed,
            (double) written,
            (double) superseded,
            (double) rejected,
            (double) released);
  }

  private double outcome(String outcome) {
    return meters
        .counter("telemetry.sink.outcome", "topic", ROWS.topic(), "outcome", outcome)
        .count();
  }
}
