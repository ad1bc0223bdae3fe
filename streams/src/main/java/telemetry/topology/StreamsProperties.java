package telemetry.topology;

import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import telemetry.settings.Settings;

/** What Kafka Streams is told of the role's settings. */
final class StreamsProperties {
  private static final int CATCHING_UP_MILLIS = 2000;

  private StreamsProperties() {}

  static boolean atLeastOnce(Settings settings) {
    return settings.getString(StreamsSettings.GUARANTEE).equals(StreamsConfig.AT_LEAST_ONCE);
  }

  static Properties of(Settings settings) {
    var properties = new Properties();
    properties.putAll(settings.kafka());
    properties.put(
        StreamsConfig.APPLICATION_ID_CONFIG, settings.getString(StreamsSettings.APPLICATION_ID));
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.getString(StreamsSettings.STATE_DIR));
    properties.put(
        StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.getInt(StreamsSettings.THREADS));
    properties.put(
        StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.getInt(StreamsSettings.STANDBYS));
    properties.put(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG, settings.getString(StreamsSettings.GUARANTEE));
    if (atLeastOnce(settings)) {
      // An import or a correction that was broken off was never said.
      properties.putIfAbsent(StreamsConfig.consumerPrefix("isolation.level"), "read_committed");
      // A row is sure when a commit has flushed it, so commits come about as often as rows.
      properties.putIfAbsent(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1000);
      // A send that is given up would leave a gap between the state and its changelog.
      properties.putIfAbsent(
          StreamsConfig.producerPrefix("delivery.timeout.ms"), Integer.toString(Integer.MAX_VALUE));
    } else {
      // What is live asks for a commit itself; this is for catching up, where each commit stops
      // the thread until the broker has answered.
      properties.putIfAbsent(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, CATCHING_UP_MILLIS);
    }
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StateDisk.class);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.putIfAbsent(StreamsConfig.producerPrefix("compression.type"), "lz4");
    // A hundred thousand rows a second go in hundreds of requests, not in thousands.
    properties.putIfAbsent(StreamsConfig.producerPrefix("batch.size"), "131072");
    // A changelog that has no more to say is not waited for: a task starts when its state is there.
    properties.putIfAbsent(StreamsConfig.restoreConsumerPrefix("fetch.max.wait.ms"), "20");
    // A refused record goes on with headers: it must fit where it did before them.
    properties.putIfAbsent(StreamsConfig.producerPrefix("max.request.size"), "4194304");
    String instance = settings.getString(StreamsSettings.INSTANCE_ID);
    if (!instance.isEmpty()) {
      properties.put(StreamsConfig.mainConsumerPrefix("group.instance.id"), instance);
    }
    return properties;
  }
}
