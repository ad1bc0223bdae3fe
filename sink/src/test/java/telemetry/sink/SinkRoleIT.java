package telemetry.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.control.EpochException;
import telemetry.model.Aggregate;
import telemetry.model.Event;
import telemetry.model.EventType;
import telemetry.model.SystemDeclaration;
import telemetry.registry.AvroSerde;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.jdbc.PlaceReset;
import telemetry.sink.jdbc.TestDatabase;
import telemetry.topics.Partitions;
import telemetry.topics.Topic;
import telemetry.topics.Topics;

/** The sink between a real broker and a real PostgreSQL. */
class SinkRoleIT {
  private static final int PARTITIONS = 2;
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private static Path directory;
  private static TestBroker broker;
  private static Admin admin;

  private final Map<String, String> registry =
      Map.of("schema.registry.url", "mock://" + UUID.randomUUID());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private TestDatabase database;
  private KafkaProducer<String, byte[]> producer;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = TestBroker.start(directory);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stopBroker() {
    admin.close();
    broker.close();
  }

  @BeforeEach
  void begin() throws Exception {
    List<String> names =
        List.of(
            Topics.AGG_5M.name(),
            Topics.AGG_1H.name(),
            Topics.AGG_1D.name(),
            Topics.READINGS.name(),
            Topics.EVENTS.name(),
            Topics.SYSTEMS.name(),
            Topics.REJECTED.name());
    var there = new TreeSet<>(admin.listTopics().names().get());
    there.retainAll(names);
    admin.deleteTopics(there).all().get();
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(
            () -> {
              admin
                  .createTopics(
                      names.stream()
                          .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                          .toList())
                  .all()
                  .get();
              return true;
            });
    database = TestDatabase.migrated();
    var settings = new HashMap<String, Object>();
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("transactional.id", "streams-" + UUID.randomUUID());
    settings.put("key.serializer", StringSerializer.class);
    settings.put("value.serializer", ByteArraySerializer.class);
    producer = new KafkaProducer<>(settings);
    producer.initTransactions();
  }

  @AfterEach
  void end() {
    producer.close();
    database.close();
  }

  @Test
  void rowsArriveOnceAndThePlaceReachesTheEndOfTheLog() throws Exception {
    declare(6);
    send(1, 200, true);
    send(1000, 50, false);
    try (var sink = sink("one")) {
      awaitRows(200);
      awaitPlacesAtTheEnd();
      assertThat(sink.health().ready()).isTrue();
      assertThat(database.query("SELECT declared, name FROM system WHERE system_id = 6"))
          .containsExactly("t|Home 6");

      // When the connection is cut in the middle
      database.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name ="
              + " 'telemetry-sink'");
      send(201, 100, true);
      awaitRows(300);

      // When an older state of the database is restored
      database.execute("DELETE FROM telemetry_agg_5m");
      database.execute("UPDATE sink_offset SET next_offset = 0, owner_epoch = 0");
      send(301, 1, true);
      send(302, 1, true);
      awaitRows(302);
      awaitPlacesAtTheEnd();
    }
    assertThat(count("consumed"))
        .isEqualTo(count("written") + count("superseded") + count("released"));
  }

  @Test
  void eachTopicFillsItsOwnTable() throws Exception {
    for (var topic : List.of(Topics.AGG_5M, Topics.AGG_1H, Topics.AGG_1D)) {
      producer.beginTransaction();
      send(topic, Samples.gauge("6/w", Samples.END, topic.name().length(), 1));
      producer.commitTransaction();
    }
    tell(new Event(EventType.COUNTER_RESET, 6, "e", Instant.now(), Map.of("after", "1")));
    try (var sink = sink("one")) {
      await().atMost(SOON).until(() -> sink.health().ready());
      for (String table : List.of("5m", "1h", "1d")) {
        await()
            .atMost(SOON)
            .untilAsserted(
                () ->
                    assertThat(database.query("SELECT avg, point FROM agg_" + table))
                        .containsExactly("16|w"));
      }
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(database.query("SELECT type, point, details ->> 'after' FROM event"))
                      .containsExactly("COUNTER_RESET|e|1"));
    }
  }

  @Test
  void sinksComeAndGo() throws Exception {
    send(1, 100, true);
    var first = sink("one");
    awaitRows(100);
    try (var second = sink("two")) {
      await().atMost(SOON).until(() -> second.health().reason().startsWith("writes 6"));
      send(101, 100, true);
      awaitRows(200);
      first.close();
      assertThat(first.health().live()).isTrue();
      send(201, 100, true);
      awaitRows(300);
      awaitPlacesAtTheEnd();
    }
    assertThat(database.query("SELECT count(*) FROM sink_offset WHERE owner_epoch >= 2"))
        .containsExactly("12");
  }

  @Test
  void aTopicMadeAnewStopsAndSaysWhatToRun() throws Exception {
    send(1, 10, true);
    try (var sink = sink("one")) {
      awaitRows(10);
      awaitPlacesAtTheEnd();
      assertThat(sink.health().live()).isTrue();
    }
    database.execute("UPDATE sink_offset SET topic_id = 'before' WHERE topic = 'telemetry.agg-5m'");
    try (var sink = sink("one")) {
      await().atMost(SOON).until(() -> !sink.health().live());
      assertThat(sink.health().reason())
          .contains("before")
          .contains("telemetry sink reset --topic telemetry.agg-5m --partition");
    }

    // When somebody runs that
    String id =
        admin
            .describeTopics(List.of(Topics.AGG_5M.name()))
            .topicNameValues()
            .get(Topics.AGG_5M.name())
            .get()
            .topicId()
            .toString();
    var reset = new PlaceReset(database.settings());
    for (int partition = 0; partition < PARTITIONS; partition++) {
      assertThat(reset.to(new LogPartition(Topics.AGG_5M.name(), partition), id, 0)).isPresent();
    }
    try (var sink = sink("one")) {
      await().atMost(SOON).until(() -> sink.health().ready());
      awaitRows(10);
      awaitPlacesAtTheEnd();
    }
  }

  @Test
  void onALogThatIsNotTheEpochsNothingIsTouched() throws Exception {
    database = TestDatabase.empty();
    var sink = sink("one", () -> refuse("epoch 1 is of another log"));

    assertThatThrownBy(sink::start).hasMessage("epoch 1 is of another log");

    assertThat(sink.health().ready()).isFalse();
    assertThat(database.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .containsExactly("0");
    sink.close();
  }

  @Test
  void whoMayOnlyWriteSaysWhoMustMigrate() throws Exception {
    database.execute(
        "DELETE FROM flyway_schema_history WHERE installed_rank = (SELECT"
            + " max(installed_rank) FROM flyway_schema_history)");
    try (var sink = sink("one")) {
      await().atMost(SOON).until(() -> !sink.health().live());
      assertThat(sink.health().reason()).contains("42501", "telemetry sink migrate");
    }
  }

  private static void refuse(String reason) {
    throw new EpochException(reason);
  }

  private SinkRole sink(String name) {
    SinkRole sink = sink(name, () -> {});
    sink.start();
    return sink;
  }

  private SinkRole sink(String name, Runnable guard) {
    var settings = new HashMap<>(registry);
    settings.put("jdbc.url", database.settings().url().replaceFirst("[?]user=.*", ""));
    settings.put("jdbc.user", database.settings().user());
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    settings.put("kafka.client.id", name);
    settings.put("kafka.heartbeat.interval.ms", "300");
    settings.put("sink.group.id", "sink-" + database.settings().url().hashCode());
    settings.put("sink.batch.rows", "30");
    settings.put("sink.batch.age.ms", "50");
    return new SinkRole(settings, guard, meters, Clock.systemUTC());
  }

  /** One row per interval, over five systems; each number is its own average. */
  private void send(int from, int count, boolean commit) {
    producer.beginTransaction();
    IntStream.range(from, from + count)
        .mapToObj(i -> Samples.gauge((1 + i % 5) + "/w", Samples.END.plusSeconds(300L * i), i, i))
        .forEach(row -> send(Topics.AGG_5M, row));
    if (commit) {
      producer.commitTransaction();
    } else {
      producer.flush();
      producer.abortTransaction();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The commit tells whether it arrived.
  private void send(Topic<Aggregate> topic, Aggregate row) {
    producer.send(
        new ProducerRecord<>(
            topic.name(),
            Partitions.ofPoint(row.key(), PARTITIONS),
            row.key().text(),
            AvroSerde.of(topic, registry).serializer().serialize(topic.name(), row)));
  }

  /** Commits and aborts tell whether it arrived. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void declare(int systemId) {
    var declaration =
        new SystemDeclaration(
            systemId, "csv", null, "Home " + systemId, ZoneId.of("UTC"), true, List.of());
    producer.beginTransaction();
    producer.send(
        new ProducerRecord<>(
            Topics.SYSTEMS.name(),
            Integer.toString(systemId),
            AvroSerde.of(Topics.SYSTEMS, registry)
                .serializer()
                .serialize(Topics.SYSTEMS.name(), declaration)));
    producer.commitTransaction();
  }

  /** The commit tells whether it arrived. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void tell(Event event) {
    producer.beginTransaction();
    producer.send(
        new ProducerRecord<>(
            Topics.EVENTS.name(),
            Partitions.ofSystem(event.systemId(), PARTITIONS),
            Integer.toString(event.systemId()),
            AvroSerde.of(Topics.EVENTS, registry)
                .serializer()
                .serialize(Topics.EVENTS.name(), event)));
    producer.commitTransaction();
  }

  private void awaitRows(int rows) {
    await()
        .atMost(SOON)
        .ignoreExceptionsInstanceOf(SQLException.class)
        .untilAsserted(
            () ->
                assertThat(
                        database.query(
                            "SELECT count(*), sum(avg), count(DISTINCT avg) FROM telemetry_agg_5m"))
                    .containsExactly(rows + "|" + (long) rows * (rows + 1) / 2 + "|" + rows));
  }

  /** Beyond the marks that transactions leave behind the last record, too. */
  private void awaitPlacesAtTheEnd() throws Exception {
    for (String topic : List.of(Topics.AGG_5M.name(), Topics.SYSTEMS.name())) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        var at = new TopicPartition(topic, partition);
        long end =
            admin.listOffsets(Map.of(at, OffsetSpec.latest())).partitionResult(at).get().offset();
        String place =
            "SELECT next_offset FROM sink_offset WHERE topic = '%s' AND partition = %d"
                .formatted(topic, partition);
        await()
            .atMost(SOON)
            .untilAsserted(() -> assertThat(database.query(place)).containsExactly("" + end));
      }
    }
  }

  private double count(String outcome) {
    String topic = Topics.AGG_5M.name();
    return outcome.equals("consumed")
        ? meters.counter("telemetry.sink.consumed", "topic", topic).count()
        : meters.counter("telemetry.sink.outcome", "topic", topic, "outcome", outcome).count();
  }
}
