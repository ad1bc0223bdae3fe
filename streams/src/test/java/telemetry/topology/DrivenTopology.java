package telemetry.topology;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import telemetry.model.Aggregate;
import telemetry.model.RawReading;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemReading;
import telemetry.normalise.Aliases;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistries;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topic;
import telemetry.topics.Topics;
import telemetry.window.WindowRules;

/** The real topology without a broker: readings in, rows out. */
final class DrivenTopology implements AutoCloseable {
  /** When everything is appended: later than whatever the tests measure. */
  static final Instant APPENDED = Instant.parse("2031-01-01T00:00:00Z");

  /** A row's identity. */
  record RowKey(String key, Instant end) {}

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SchemaRegistry registry =
      SchemaRegistries.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));
  private final Path directory =
      Path.of(System.getProperty("java.io.tmpdir"), "driven-" + UUID.randomUUID());
  private final Pauses pauses = new Pauses();
  private final TopologyTestDriver driver;
  private Instant now = APPENDED;

  DrivenTopology(Shape.Storage storage) {
    this(
        new Shape(
            new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7)),
            1,
            Duration.ofSeconds(1),
            storage));
  }

  DrivenTopology(Shape shape) {
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "driven");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:0");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    driver = new TopologyTestDriver(draw(shape), settings, APPENDED);
  }

  private Topology draw(Shape shape) {
    return StreamsTopology.draw(shape, Aliases.NONE, pauses, registry, meters);
  }

  void read(SystemReading reading) {
    read(reading, APPENDED);
  }

  void read(SystemReading reading, Instant appended) {
    input(Topics.READINGS)
        .pipeInput(key(reading.systemId()), value(Topics.READINGS, reading), appended);
  }

  void declare(int systemId, String zone) {
    var system =
        new SystemDeclaration(systemId, "test", null, "home", ZoneId.of(zone), true, List.of());
    input(Topics.SYSTEMS).pipeInput(key(systemId), value(Topics.SYSTEMS, system), APPENDED);
  }

  void receive(RawReading raw) {
    input(Topics.RAW).pipeInput(key(raw.systemId()), value(Topics.RAW, raw), APPENDED);
  }

  void bytes(Topic<?> topic, byte[] key, byte[] value, Instant appended) {
    input(topic).pipeInput(key, value, appended);
  }

  void record(Topic<?> topic, TestRecord<byte[], byte[]> record) {
    input(topic).pipeInput(record);
  }

  /** Another task of the thread reads a record. */
  void readElsewhere() {
    pauses.read();
  }

  void advance(Duration time) {
    driver.advanceWallClockTime(time);
    now = now.plus(time);
  }

  /** What the wall clock shows. */
  Instant now() {
    return now;
  }

  /** Everything that the store keeps. */
  List<KeyValue<Bytes, byte[]>> state() {
    var entries = new ArrayList<KeyValue<Bytes, byte[]>>();
    try (var all = driver.<Bytes, byte[]>getKeyValueStore(StateStores.WINDOWS).all()) {
      all.forEachRemaining(entries::add);
    }
    return entries;
  }

  /** Everything that was written to the store's changelog since this was asked last. */
  List<TestRecord<byte[], byte[]>> changelog() {
    return records("driven-" + StateStores.WINDOWS + "-changelog");
  }

  <T> List<T> values(Topic<T> topic) {
    var serde = new AvroSerde<>(topic, registry);
    var values = new ArrayList<T>();
    for (TestRecord<byte[], byte[]> record : records(topic)) {
      values.add(serde.deserializer().deserialize(topic.name(), record.value()));
    }
    return values;
  }

  List<TestRecord<byte[], byte[]>> records(Topic<?> topic) {
    return records(topic.name());
  }

  private List<TestRecord<byte[], byte[]>> records(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  /** What a consumer holds that keeps the newest revision of each row, later status on a tie. */
  Map<RowKey, Aggregate> rows() {
    return rows(Topics.AGG_5M);
  }

  Map<RowKey, Aggregate> rows(Topic<Aggregate> topic) {
    var rows =
        new TreeMap<RowKey, Aggregate>(
            java.util.Comparator.comparing(RowKey::key).thenComparing(RowKey::end));
    for (Aggregate row : values(topic)) {
      merge(rows, row);
    }
    return rows;
  }

  /** Puts a row where none or an older one is. */
  static void merge(Map<RowKey, Aggregate> rows, Aggregate told) {
    rows.merge(
        new RowKey(told.key().text(), told.intervalEnd()),
        told,
        (a, b) -> {
          int newer = b.revision().compareTo(a.revision());
          return newer > 0 || (newer == 0 && b.status().compareTo(a.status()) >= 0) ? b : a;
        });
  }

  <T> byte[] value(Topic<T> topic, T value) {
    return new AvroSerde<>(topic, registry).serializer().serialize(topic.name(), value);
  }

  static byte[] key(int systemId) {
    return Integer.toString(systemId).getBytes(StandardCharsets.UTF_8);
  }

  private TestInputTopic<byte[], byte[]> input(Topic<?> topic) {
    return driver.createInputTopic(
        topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void close() {
    driver.close();
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
