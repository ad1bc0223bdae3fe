package telemetry.deploy.topics;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import telemetry.topics.Topic;
import telemetry.topics.Topic.Cleanup;
import telemetry.topics.Topics;

/** What a topic is created with, by Kafka's own names. */
final class TopicSettings {
  /** Twice the largest body that the gateway takes, so that what it took also fits as readings. */
  static final int MAX_MESSAGE_BYTES = 2 * 1024 * 1024;

  private TopicSettings() {}

  static Map<String, String> of(Topic<?> topic) {
    var settings = new LinkedHashMap<String, String>(meaning(topic));
    settings.put("compression.type", "lz4");
    settings.put("max.message.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    if (topic.cleanup() == Cleanup.DELETE) {
      settings.put(
          "retention.ms", Long.toString(Duration.ofDays(Topics.RETENTION_DAYS).toMillis()));
    }
    return settings;
  }

  /** Those that say what a record means; the others may be tuned by who runs the cluster. */
  static Map<String, String> meaning(Topic<?> topic) {
    return Map.of(
        "cleanup.policy",
        topic.cleanup() == Cleanup.COMPACT ? "compact" : "delete",
        "message.timestamp.type",
        "LogAppendTime");
  }
}
