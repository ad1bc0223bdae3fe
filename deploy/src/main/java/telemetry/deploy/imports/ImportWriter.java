package telemetry.deploy.imports;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import telemetry.model.Aggregate;
import telemetry.model.Control;
import telemetry.model.ImportPlace;
import telemetry.model.RawReading;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Partitions;
import telemetry.topics.Topics;

/**
 * Sends history. A batch and the place behind it are one transaction, so that whoever is killed,
 * wherever, goes on without a gap and without a double.
 */
final class ImportWriter implements AutoCloseable {
  /** A transaction is not left open longer, however slowly it fills. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;
  private final Serializer<RawReading> raw;
  private final Serializer<Aggregate> rows;
  private final Serializer<Control> control;
  private final int partitions;
  private boolean begun;
  private long since;

  /**
   * On a cluster; another process that runs the same import is stopped by this.
   *
   * @param name the import's
   * @param partitions of every topic
   */
  ImportWriter(Map<String, String> kafka, SchemaRegistry registry, String name, int partitions) {
    var settings = new HashMap<String, Object>(kafka);
    settings.put("transactional.id", "telemetry-import-" + name);
    // While it is open, whoever reads its partitions waits: a killed import must not be waited for.
    settings.put("transaction.timeout.ms", Long.toString(3 * LONGEST.toMillis()));
    settings.putIfAbsent("compression.type", "lz4");
    settings.putIfAbsent("linger.ms", "20");
    settings.putIfAbsent("batch.size", "131072");
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    this.raw = new AvroSerde<>(Topics.RAW, registry).serializer();
    this.rows = new AvroSerde<>(Topics.AGG_5M, registry).serializer();
    this.control = new AvroSerde<>(Topics.CONTROL, registry).serializer();
    this.partitions = partitions;
    producer.initTransactions();
  }

  void send(RawReading reading) {
    begin();
    byte[] key = bytes(Integer.toString(reading.systemId()));
    byte[] value = raw.serialize(Topics.RAW.name(), reading);
    // A send that fails fails the commit.
    var unused = producer.send(new ProducerRecord<>(Topics.RAW.name(), key, value));
  }

  void send(Aggregate row) {
    begin();
    var unused =
        producer.send(
            new ProducerRecord<>(
                Topics.AGG_5M.name(),
                Partitions.ofPoint(row.key(), partitions),
                bytes(row.key().text()),
                rows.serialize(Topics.AGG_5M.name(), row)));
  }

  /** What was sent since the last time is in the log, and so is the place, or neither is. */
  void commit(ImportPlace place) {
    begin();
    var unused =
        producer.send(
            new ProducerRecord<>(
                Topics.CONTROL.name(),
                bytes(place.key()),
                control.serialize(Topics.CONTROL.name(), place)));
    producer.commitTransaction();
    begun = false;
  }

  /** Whether what was sent has waited long enough. */
  boolean isDue() {
    return begun && System.nanoTime() - since > LONGEST.toNanos();
  }

  private void begin() {
    if (!begun) {
      producer.beginTransaction();
      begun = true;
      since = System.nanoTime();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
  }
}
