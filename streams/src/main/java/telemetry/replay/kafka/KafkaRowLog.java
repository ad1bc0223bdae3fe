package telemetry.replay.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import telemetry.control.KafkaAnswer;
import telemetry.model.Aggregate;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.replay.RowLog;
import telemetry.topics.Partitions;
import telemetry.topics.Topic;

/** The topics of rows; a row goes where its system's readings are. */
public final class KafkaRowLog implements RowLog, AutoCloseable {
  /** A piece may have millions of rows: their answers are heard before they are many. */
  private static final int MOST_ANSWERS = 10_000;

  private final KafkaProducer<String, byte[]> producer;
  private final SchemaRegistry registry;
  private final int partitions;
  private final Map<Topic<Aggregate>, AvroSerde<Aggregate>> serdes = new HashMap<>();
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private final Pace pace;

  /**
   * Of one cluster.
   *
   * @param kafka settings of the client
   * @param partitions of every topic
   * @param pace lets them go
   */
  public KafkaRowLog(
      Map<String, String> kafka, SchemaRegistry registry, int partitions, Pace pace) {
    this.pace = pace;
    var settings = new HashMap<String, Object>(kafka);
    settings.put("acks", "all");
    settings.put("enable.idempotence", "true");
    settings.putIfAbsent("compression.type", "lz4");
    settings.putIfAbsent("linger.ms", "20");
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    this.registry = registry;
    this.partitions = partitions;
  }

  @Override
  public void send(Topic<Aggregate> rows, Aggregate row) {
    pace.take(1);
    byte[] value =
        serdes
            .computeIfAbsent(rows, topic -> new AvroSerde<>(topic, registry))
            .serializer()
            .serialize(rows.name(), row);
    int partition = Partitions.ofPoint(row.key(), partitions);
    sent.add(producer.send(new ProducerRecord<>(rows.name(), partition, row.key().text(), value)));
    if (sent.size() >= MOST_ANSWERS) {
      flush();
    }
  }

  @Override
  public void flush() {
    producer.flush();
    for (Future<RecordMetadata> one : sent) {
      KafkaAnswer.of("rows of a replay", one);
    }
    sent.clear();
  }

  @Override
  public void close() {
    producer.close();
  }
}
