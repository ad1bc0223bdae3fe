package telemetry.records;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import telemetry.model.Guard;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.topics.Partitions;

/** The guards of key and partition, for records keyed by their system. */
public final class RecordGuard {
  /** The answer to a record without a value. */
  public static final Rejection NO_VALUE =
      new Rejection(RejectReason.NOT_AVRO, "value", "a record", "no value");

  private final int partitions;

  /**
   * Guards.
   *
   * @param partitions of the topics
   */
  public RecordGuard(int partitions) {
    this.partitions = partitions;
  }

  /**
   * Says why a record cannot stand where it stands, if it cannot.
   *
   * @param systemId the system in its value
   */
  public Optional<Rejection> check(byte @Nullable [] key, int partition, int systemId) {
    if (key == null) {
      return Optional.of(
          new Rejection(RejectReason.BAD_KEY, "key", Integer.toString(systemId), "no key"));
    }
    return Guard.key(new String(key, StandardCharsets.UTF_8), systemId)
        .or(() -> Guard.partition(Partitions.ofKey(key, partitions), partition));
  }
}
