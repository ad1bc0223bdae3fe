package telemetry.deploy.systems;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import telemetry.control.KafkaAnswer;
import telemetry.deploy.progress.TopicScan;
import telemetry.model.SystemDeclaration;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;

/** The declarations as they stand in {@code telemetry.systems}. */
public final class SystemsTopic {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Map<String, String> kafka;
  private final AvroSerde<SystemDeclaration> serde;

  /** Of one cluster. */
  public SystemsTopic(Map<String, String> kafka, SchemaRegistry registry) {
    this.kafka = Map.copyOf(kafka);
    this.serde = new AvroSerde<>(Topics.SYSTEMS, registry);
  }

  /** Declares these; the newest declaration of a system counts. */
  public void declare(List<SystemDeclaration> declarations) {
    var settings = new HashMap<String, Object>(kafka);
    settings.put("acks", "all");
    try (var producer = new KafkaProducer<>(settings, new StringSerializer(), serde.serializer())) {
      List<Future<RecordMetadata>> sent =
          declarations.stream()
              .map(
                  it ->
                      producer.send(
                          new ProducerRecord<>(
                              Topics.SYSTEMS.name(), Integer.toString(it.systemId()), it)))
              .toList();
      for (Future<RecordMetadata> one : sent) {
        KafkaAnswer.of(Topics.SYSTEMS.name(), one);
      }
    }
  }

  /** What is declared now, by system. */
  public Collection<SystemDeclaration> declared() {
    var newest = new TreeMap<Integer, SystemDeclaration>();
    try (var scan = new TopicScan(kafka, PATIENCE)) {
      scan.all(
          Topics.SYSTEMS.name(),
          record -> {
            if (record.value() != null) {
              SystemDeclaration it =
                  serde.deserializer().deserialize(record.topic(), record.value());
              newest.put(it.systemId(), it);
            }
          });
    }
    return newest.values();
  }
}
