package telemetry.sink.verify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are looked at.
 *
 * @param after rows whose interval ends after this; null for all
 * @param until rows whose interval ends at or before this; null for all
 * @param systemId rows of this system; null for all
 */
public record Scope(@Nullable Instant after, @Nullable Instant until, @Nullable Integer systemId) {
  /** Everything. */
  public static final Scope ALL = new Scope(null, null, null);

  /** As a condition on a table's alias, so that PostgreSQL can leave out partitions. */
  String of(String alias, String time) {
    var condition = new StringBuilder("true");
    if (after != null) {
      condition.append(" AND %s.%s > TIMESTAMPTZ '%s'".formatted(alias, time, after));
    }
    if (until != null) {
      condition.append(" AND %s.%s <= TIMESTAMPTZ '%s'".formatted(alias, time, until));
    }
    if (systemId != null) {
      condition.append(" AND %s.system_id = %d".formatted(alias, systemId));
    }
    return condition.toString();
  }
}
