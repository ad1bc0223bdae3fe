package telemetry.model;

import java.time.Instant;

/**
 * The incarnation of the log that revisions count in: the record {@code epoch} of {@code
 * telemetry.control}.
 *
 * @param epoch from 1
 * @param topicId Kafka's id of {@code telemetry.readings}
 * @param partitions its partition count
 * @param rules the version of the window rules
 * @param limits how fast counters can rise
 * @param reason why it was raised
 * @param raisedAt when
 */
public record Epoch(
    int epoch,
    String topicId,
    int partitions,
    int rules,
    String reason,
    Instant raisedAt,
    CounterLimits limits)
    implements Control {
  /** The key of the one epoch record. */
  public static final String KEY = "epoch";

  @Override
  public String key() {
    return KEY;
  }
}
