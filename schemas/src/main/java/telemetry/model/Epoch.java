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
 * @param logSince the epoch that this log began in: an epoch may be raised for other reasons than
 *     another log; 0 where it was not said
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
    CounterLimits limits,
    int logSince)
    implements Control {
  /** The key of the one epoch record. */
  public static final String KEY = "epoch";

  /** Whether this is the first log there ever was: then what it does not hold never was. */
  public boolean isOfFirstLog() {
    return epoch == 1 || logSince == 1;
  }

  /** Whether another epoch is of the same log. */
  public boolean isOfLog(String id, int divided) {
    return topicId.equals(id) && partitions == divided;
  }

  @Override
  public String key() {
    return KEY;
  }
}
