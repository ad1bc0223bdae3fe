package telemetry.recalculation;

import java.time.Instant;
import java.util.Comparator;
import telemetry.model.Aggregate;
import telemetry.model.PointKey;

/**
 * A row's name within its table.
 *
 * @param point whose row
 * @param end its interval's end
 */
public record RowKey(PointKey point, Instant end) implements Comparable<RowKey> {
  private static final Comparator<RowKey> ORDER =
      Comparator.<RowKey>comparingInt(key -> key.point().systemId())
          .thenComparing(RowKey::end)
          .thenComparing(key -> key.point().path());

  /** The name of a row. */
  public static RowKey of(Aggregate row) {
    return new RowKey(row.key(), row.intervalEnd());
  }

  @Override
  public int compareTo(RowKey other) {
    return ORDER.compare(this, other);
  }
}
