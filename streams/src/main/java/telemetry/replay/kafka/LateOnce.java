package telemetry.replay.kafka;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import telemetry.topics.Topics;

/** Drains everything that waits, once, for somebody who asked. */
public final class LateOnce {
  private LateOnce() {}

  /**
   * Drains. Where streams processes hold the place of the group, it stays theirs, and they do the
   * same once more.
   *
   * @param isHeld whether they do
   */
  public static LateDrain.Drained run(LateDrains drains, boolean isHeld, Instant now) {
    try (var consumer = drains.consumer("");
        LateDrain drain = drains.with(consumer, !isHeld)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.LATE.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.pause(partitions);
      return drain.drain(now);
    }
  }
}
