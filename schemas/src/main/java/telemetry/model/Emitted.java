package telemetry.model;

/**
 * How far the windows of a partition are told: every row that a record up to here could have
 * changed is in the aggregates topic, before this record.
 *
 * @param partition the partition of {@code telemetry.readings}
 * @param offset the last such record
 */
public record Emitted(int partition, long offset) implements Control {
  /** The key of a partition's mark. */
  public static String key(int partition) {
    return "emitted/" + partition;
  }

  @Override
  public String key() {
    return key(partition);
  }
}
