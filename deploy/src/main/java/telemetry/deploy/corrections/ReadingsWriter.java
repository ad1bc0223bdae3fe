package telemetry.deploy.corrections;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import telemetry.model.SystemReading;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;

/**
 * Writes corrections to the log of readings, a few thousand in a transaction: while one is open
 * nobody reads on, the live windows neither. Whoever is killed in between has sent some; asked
 * again, what was sent is as it is to be.
 */
final class ReadingsWriter implements AutoCloseable {
  /** One for all, so that a second one ends the first. */
  private static final String TRANSACTIONS = "telemetry-corrections";

  private static final int TOGETHER = 5000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Serializer<SystemReading> serializer;

  ReadingsWriter(Map<String, String> kafka, SchemaRegistry registry) {
    var settings = new HashMap<String, Object>(kafka);
    settings.put("transactional.id", TRANSACTIONS);
    settings.put("transaction.timeout.ms", "15000");
    settings.putIfAbsent("compression.type", "lz4");
    settings.putIfAbsent("linger.ms", "20");
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    this.serializer = new AvroSerde<>(Topics.READINGS, registry).serializer();
    producer.initTransactions();
  }

  /** Sends them, in their order. */
  void send(List<SystemReading> readings) {
    for (int from = 0; from < readings.size(); from += TOGETHER) {
      sendTogether(readings.subList(from, Math.min(from + TOGETHER, readings.size())));
    }
  }

  private void sendTogether(List<SystemReading> readings) {
    producer.beginTransaction();
    for (SystemReading reading : readings) {
      byte[] key = Integer.toString(reading.systemId()).getBytes(StandardCharsets.UTF_8);
      byte[] value = serializer.serialize(Topics.READINGS.name(), reading);
      // A send that fails fails the commit.
      var unused = producer.send(new ProducerRecord<>(Topics.READINGS.name(), key, value));
    }
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close();
  }
}
