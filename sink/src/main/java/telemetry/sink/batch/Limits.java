package telemetry.sink.batch;

import java.time.Duration;

/**
 * When a batch is large or old enough.
 *
 * @param rows the most records in one transaction
 * @param bytes the most bytes of records in one transaction; a single record may have more
 * @param age the longest that a record waits for others
 */
public record Limits(int rows, long bytes, Duration age) {
  /** Refuses what no batch could keep. */
  public Limits {
    if (rows < 1 || bytes < 1 || age.isNegative()) {
      throw new IllegalArgumentException(
          "batch: wanted 1 row, 1 byte and no time or more, found %d, %d, %s"
              .formatted(rows, bytes, age));
    }
  }

  /** So many times as much, and as long. */
  public Limits times(int factor) {
    return new Limits(rows * factor, bytes * factor, age.multipliedBy(factor));
  }

  /** Whether so much waits for nothing more. */
  public boolean isFull(int heldRows, long heldBytes) {
    return heldRows >= rows || heldBytes >= bytes;
  }
}
