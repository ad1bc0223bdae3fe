package telemetry.deploy.run;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import telemetry.control.KafkaAnswer;

/**
 * A place in the log of a partition as it is now.
 *
 * @param topicId Kafka's id of the topic; one that is made anew has another
 * @param offset the place
 */
public record LogPlace(String topicId, long offset) {
  /**
   * Asks Kafka.
   *
   * @param which its beginning, its end, …
   * @throws org.apache.kafka.common.KafkaException if there is no such partition, or no answer
   */
  public static LogPlace of(Admin admin, TopicPartition partition, OffsetSpec which) {
    var topics = admin.describeTopics(List.of(partition.topic())).allTopicNames();
    var topic = KafkaAnswer.of(partition.topic(), topics).values().iterator().next();
    var offsets = admin.listOffsets(Map.of(partition, which)).partitionResult(partition);
    long offset = KafkaAnswer.of(partition.toString(), offsets).offset();
    return new LogPlace(topic.topicId().toString(), offset);
  }
}
