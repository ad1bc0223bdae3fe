package telemetry.sink.batch;

/**
 * A partition that was taken: the right to write its rows, until somebody takes it again.
 *
 * @param partition what was taken
 * @param topicId Kafka's id of the topic that the place counts in
 * @param ownerEpoch grows with each taking
 * @param next the first offset that is not in the tables
 */
public record Claim(LogPartition partition, String topicId, long ownerEpoch, long next) {
  /** The same right, further on. */
  public Claim movedTo(long place) {
    if (place < next) {
      throw new IllegalArgumentException(
          partition + ": wanted a place from " + next + ", found " + place);
    }
    return new Claim(partition, topicId, ownerEpoch, place);
  }
}
