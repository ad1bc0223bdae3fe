package telemetry.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import telemetry.model.Aggregate;
import telemetry.model.Event;
import telemetry.model.Redefinitions;
import telemetry.model.SystemDeclaration;
import telemetry.registry.AvroSerde;
import telemetry.sink.jdbc.TestDatabase;
import telemetry.topics.Partitions;
import telemetry.topics.Topic;
import telemetry.topics.Topics;

/** Fresh topics on a real broker, and sinks between them and a database. */
final class SinkRig implements AutoCloseable {
  static final int PARTITIONS = 2;
  static final Duration SOON = Duration.ofSeconds(20);
  private static final List<String> TOPICS =
      List.of(
          Topics.AGG_5M.name(),
          Topics.AGG_1H.name(),
          Topics.AGG_1D.name(),
          Topics.READINGS.name(),
          Topics.EVENTS.name(),
          Topics.SYSTEMS.name(),
          Topics.REJECTED.name());

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Map<String, String> registry =
      Map.of("schema.registry.url", "mock://" + UUID.randomUUID());
  private final TestBroker broker;
  private final Admin admin;
  private final KafkaProducer<String, byte[]> producer;

  SinkRig(TestBroker broker) throws Exception {
    this.broker = broker;
    this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    makeTopics();
    var settings = new HashMap<String, Object>();
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("transactional.id", "streams-" + UUID.randomUUID());
    settings.put("key.serializer", StringSerializer.class);
    settings.put("value.serializer", ByteArraySerializer.class);
    producer = new KafkaProducer<>(settings);
    producer.initTransactions();
  }

  private void makeTopics() throws Exception {
    var there = new TreeSet<>(admin.listTopics().names().get());
    there.retainAll(TOPICS);
    admin.deleteTopics(there).all().get();
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(
            () -> {
              admin
                  .createTopics(
                      TOPICS.stream()
                          .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                          .toList())
                  .all()
                  .get();
              return true;
            });
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }

  /** A sink that is not started. */
  SinkRole sink(String jdbcUrl, Map<String, String> given, Runnable guard) {
    var settings = new HashMap<>(registry);
    settings.put("jdbc.url", jdbcUrl.replaceFirst("[?]user=.*", ""));
    settings.put("jdbc.user", "sink_test");
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    settings.put("kafka.heartbeat.interval.ms", "300");
    settings.put("sink.group.id", "sink-" + registry.hashCode());
    settings.put("sink.batch.rows", "30");
    settings.put("sink.batch.age.ms", "50");
    settings.putAll(given);
    Supplier<Redefinitions> none =
        () -> {
          guard.run();
          return Redefinitions.NONE;
        };
    return new SinkRole(settings, none, meters, Clock.systemUTC());
  }

  /** A sink at work. */
  SinkRole start(TestDatabase database, String... given) {
    var settings = new HashMap<String, String>();
    for (int i = 0; i < given.length; i += 2) {
      settings.put(given[i], given[i + 1]);
    }
    SinkRole sink = sink(database.settings().url(), settings, () -> {});
    sink.start();
    return sink;
  }

  /** One row per interval, over five systems; each number is its own average. */
  void send(int from, int count, boolean commit) {
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

  void tell(Topic<Aggregate> topic, Aggregate row) {
    producer.beginTransaction();
    send(topic, row);
    producer.commitTransaction();
  }

  void declare(int systemId) {
    var declaration =
        new SystemDeclaration(
            systemId, "csv", null, "Home " + systemId, ZoneId.of("UTC"), true, List.of());
    producer.beginTransaction();
    send(Topics.SYSTEMS, declaration, systemId, Integer.toString(systemId));
    producer.commitTransaction();
  }

  void tell(Event event) {
    producer.beginTransaction();
    send(Topics.EVENTS, event, event.systemId(), Integer.toString(event.systemId()));
    producer.commitTransaction();
  }

  private void send(Topic<Aggregate> topic, Aggregate row) {
    send(topic, row, row.key().systemId(), row.key().text());
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The commit tells whether it arrived.
  private <T> void send(Topic<T> topic, T value, int systemId, String key) {
    producer.send(
        new ProducerRecord<>(
            topic.name(),
            Partitions.ofSystem(systemId, PARTITIONS),
            key,
            AvroSerde.of(topic, registry).serializer().serialize(topic.name(), value)));
  }

  static void awaitRows(TestDatabase database, int rows) {
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
  void awaitPlacesAtTheEnd(TestDatabase database) throws Exception {
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

  String idOf(Topic<?> topic) throws Exception {
    return admin
        .describeTopics(List.of(topic.name()))
        .topicNameValues()
        .get(topic.name())
        .get()
        .topicId()
        .toString();
  }

  double count(Topic<?> topic, String outcome) {
    return outcome.equals("consumed")
        ? meters.counter("telemetry.sink.consumed", "topic", topic.name()).count()
        : meters
            .counter("telemetry.sink.outcome", "topic", topic.name(), "outcome", outcome)
            .count();
  }
}
