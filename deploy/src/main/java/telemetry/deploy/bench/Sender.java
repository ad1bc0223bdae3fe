package telemetry.deploy.bench;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import telemetry.control.KafkaAnswer;
import telemetry.deploy.bench.stand.StandException;
import telemetry.deploy.run.Cluster;
import telemetry.model.SystemReading;
import telemetry.registry.AvroSerde;
import telemetry.topics.Topics;

/** Sends as gateways do. */
final class Sender implements AutoCloseable {
  /** Takes what became of a record that the broker has. */
  interface Sent {
    /** It stands there. */
    void at(RecordMetadata place);
  }

  private final KafkaProducer<byte[], byte[]> producer;
  private final Serializer<SystemReading> readings;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /** With settings of its producer. */
  Sender(Cluster cluster, Map<String, String> producerSettings) {
    Map<String, Object> settings = new HashMap<>(cluster.kafka());
    settings.put("compression.type", "lz4");
    settings.putAll(producerSettings);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    this.readings = new AvroSerde<>(Topics.READINGS, cluster.registry()).serializer();
  }

  /** Sends a record. */
  void send(ProducerRecord<byte[], byte[]> record, Sent sent) {
    // What became of it is kept below.
    var unused =
        producer.send(
            record,
            (place, fault) -> {
              if (fault == null) {
                sent.at(place);
              } else {
                failure.compareAndSet(null, fault);
              }
            });
  }

  /** Sends a reading. */
  void send(SystemReading reading, Sent sent) {
    send(record(reading), sent);
  }

  /** Sends a reading and waits until the broker has it. */
  RecordMetadata sendNow(SystemReading reading) {
    return KafkaAnswer.of("send", producer.send(record(reading)));
  }

  private ProducerRecord<byte[], byte[]> record(SystemReading reading) {
    String topic = Topics.READINGS.name();
    byte[] key = Integer.toString(reading.systemId()).getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, key, readings.serialize(topic, reading));
  }

  /** Waits until the broker has all that was sent. */
  void drain() {
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw new StandException("send: the broker did not take all of it", failed);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
