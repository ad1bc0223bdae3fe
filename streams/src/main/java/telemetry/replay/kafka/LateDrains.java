package telemetry.replay.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import telemetry.model.Epoch;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;
import telemetry.window.WindowRules;

/**
 * What drains of one pipeline have in common.
 *
 * @param kafka settings of the clients
 * @param registry where the schemas are
 * @param epoch the epoch in force
 * @param rules those of the live windows
 * @param group the consumer group that holds the place
 * @param rowsPerSecond the most rows to send in a second
 */
public record LateDrains(
    Map<String, String> kafka,
    SchemaRegistry registry,
    Epoch epoch,
    WindowRules rules,
    String group,
    int rowsPerSecond) {
  /** Readings of the log that are heard at once: some 100 MB of polls of 16 points. */
  private static final int MOST_READINGS = 100_000;

  /** Stretches of late windows that are answered at once: a megabyte, and one look at the log. */
  private static final int MOST_STRETCHES = 10_000;

  /**
   * A drain over some consumer's partitions.
   *
   * @param moves whether the place of the group is the consumer's to move
   */
  LateDrain with(KafkaConsumer<byte[], byte[]> consumer, boolean moves) {
    var readings = new AvroSerde<>(Topics.LATE, registry).deserializer();
    var log = new KafkaReadingLog(kafka, registry, epoch.partitions(), epoch.isOfFirstLog());
    var out = new KafkaRowLog(kafka, registry, epoch.partitions(), new Pace(rowsPerSecond));
    return new LateDrain(
        consumer,
        moves,
        new LateLog(consumer, readings, MOST_STRETCHES),
        log,
        out,
        rules,
        MOST_READINGS,
        () -> new DeclaredZones(kafka, registry),
        () -> {
          log.close();
          out.close();
        });
  }

  /**
   * A consumer of the late topic in the group.
   *
   * @param instance its fixed name there, so that a restart takes its place back at once and is not
   *     held up by it when it ends soon; empty for none
   */
  KafkaConsumer<byte[], byte[]> consumer(String instance) {
    var settings = new HashMap<String, Object>(kafka);
    settings.put("group.id", group);
    if (!instance.isEmpty()) {
      settings.put("group.instance.id", instance);
    }
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    settings.put("fetch.max.wait.ms", "100");
    // A drain of much may take long between two polls.
    settings.put("max.poll.interval.ms", "3600000");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
