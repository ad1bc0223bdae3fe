package telemetry.sink.kafka;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.Tables;

/** Takes partitions and seeks to the tables' place, never to Kafka's. */
final class Taking {
  private final Consumer<byte[], byte[]> consumer;
  private final Tables tables;
  private final TopicFacts.Source facts;

  Taking(Consumer<byte[], byte[]> consumer, Tables tables, TopicFacts.Source facts) {
    this.consumer = consumer;
    this.tables = tables;
    this.facts = facts;
  }

  /**
   * Takes the partition of a lane.
   *
   * @throws SinkStopped if the place cannot be sought; the message says what to run
   */
  void take(Lane<?> lane, long now) {
    TopicPartition partition = lane.partition();
    TopicFacts topic = facts.of(partition.topic());
    long first = edge(consumer.beginningOffsets(List.of(partition)), partition);
    Claim claim =
        tables.take(new LogPartition(partition.topic(), partition.partition()), topic.id(), first);
    if (!claim.topicId().equals(topic.id())) {
      throw stopped(
          partition,
          "the topic " + claim.topicId() + " that the tables were written from",
          topic.id() + ", a topic of the same name that was made anew");
    }
    long end = edge(consumer.endOffsets(List.of(partition)), partition);
    if (claim.next() < first || claim.next() > end) {
      throw stopped(
          partition,
          "the sink's place " + claim.next() + " in the log",
          "a log from " + first + " to " + end);
    }
    consumer.seek(partition, claim.next());
    lane.taken(claim, topic.partitions(), now);
  }

  /** A place that Kafka does not have, in words that say what to run. */
  static SinkStopped stopped(TopicPartition partition, String wanted, String found) {
    return new SinkStopped(
        String.format(
            Locale.ROOT,
            "%s: wanted %s, found %s. Restore the database and the topic that belong together; or,"
                + " to go on from what the log holds now, run: telemetry sink reset --topic %s"
                + " --partition %d --to earliest",
            partition,
            wanted,
            found,
            partition.topic(),
            partition.partition()));
  }

  private static long edge(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    Long offset = offsets.get(partition);
    if (offset == null) {
      throw new IllegalStateException(partition + ": Kafka gave no offset for it");
    }
    return offset;
  }
}
