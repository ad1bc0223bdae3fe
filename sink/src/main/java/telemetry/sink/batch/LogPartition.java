package telemetry.sink.batch;

/**
 * One partition of one topic.
 *
 * @param topic the topic's name
 * @param partition from 0
 */
public record LogPartition(String topic, int partition) {
  @Override
  public String toString() {
    return topic + "-" + partition;
  }
}
