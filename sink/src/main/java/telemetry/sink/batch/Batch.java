package telemetry.sink.batch;

import java.util.List;

/**
 * What is written in one transaction.
 *
 * @param rows one per key, sorted by key
 * @param superseded records that were older than another of the same key beside them
 * @param next the place after it: the first offset that it does not hold
 * @param <T> the domain record
 */
public record Batch<T>(List<T> rows, int superseded, long next) {
  /** Keeps the rows from changing. */
  public Batch {
    rows = List.copyOf(rows);
  }
}
