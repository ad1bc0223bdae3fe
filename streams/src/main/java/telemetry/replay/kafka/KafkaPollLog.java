package telemetry.replay.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import telemetry.control.KafkaAnswer;
import telemetry.model.SystemReading;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.replay.PollLog;
import telemetry.topics.Partitions;
import telemetry.topics.Topics;

/** The log of readings, where corrections go. */
public final class KafkaPollLog implements PollLog, AutoCloseable {
  /** A piece may have millions of polls: their answers are heard before they are many. */
  private static final int MOST_ANSWERS = 10_000;

  private final KafkaProducer<String, SystemReading> producer;
  private final int partitions;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private final Pace pace;

  /**
   * Of one cluster.
   *
   * @param kafka settings of the client
   * @param partitions of the topic
   * @param pace lets them go
   */
  public KafkaPollLog(
      Map<String, String> kafka, SchemaRegistry registry, int partitions, Pace pace) {
    this.pace = pace;
    this.partitions = partitions;
    var settings = new HashMap<String, Object>(kafka);
    settings.put("acks", "all");
    settings.put("enable.idempotence", "true");
    settings.putIfAbsent("compression.type", "lz4");
    settings.putIfAbsent("linger.ms", "20");
    this.producer =
        new KafkaProducer<>(
            settings,
            new StringSerializer(),
            new AvroSerde<>(Topics.READINGS, registry).serializer());
  }

  @Override
  public void send(SystemReading poll) {
    pace.take(1);
    sent.add(
        producer.send(
            new ProducerRecord<>(
                Topics.READINGS.name(),
                Partitions.ofSystem(poll.systemId(), partitions),
                Integer.toString(poll.systemId()),
                poll)));
    if (sent.size() >= MOST_ANSWERS) {
      flush();
    }
  }

  @Override
  public void flush() {
    producer.flush();
    for (Future<RecordMetadata> one : sent) {
      KafkaAnswer.of("polls of a replay", one);
    }
    sent.clear();
  }

  @Override
  public void close() {
    producer.close();
  }
}
