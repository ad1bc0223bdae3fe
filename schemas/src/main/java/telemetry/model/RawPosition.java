package telemetry.model;

/**
 * Where a record stands in {@code telemetry.raw}.
 *
 * @param partition the partition, from 0
 * @param offset the offset in it, from 0
 */
public record RawPosition(int partition, long offset) {
  /** Refuses negative coordinates. */
  public RawPosition {
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "raw position: wanted partition and offset of 0 or more, found "
              + partition
              + ", "
              + offset);
    }
  }
}
