package telemetry.sink.verify;

import java.util.List;
import telemetry.sink.batch.RowTable;

/** What holds for each row of a table of aggregates by itself. */
final class RowChecks {
  /**
   * The table of kinds, said once more: the constraints that say it first may have been dropped.
   */
  private static final String KINDS =
      """
      CASE WHEN (r.status = 'EMPTY') <> (r.sample_count = 0 AND r.error_count = 0)
        THEN 'wanted EMPTY exactly where both counts are 0, found ' || r.status END,
      CASE WHEN r.sample_count = 0 AND (r.origin <> 'IMPORT' OR r.status = 'EMPTY')
          AND num_nonnulls(r.avg, r.min, r.max, r.last, r.last_text, r.delta, r.delta_since) > 0
        THEN 'wanted no value where no sample counts, found one' END,
      CASE WHEN r.kind <> 'GAUGE' AND num_nonnulls(r.avg, r.min, r.max) > 0
        THEN 'wanted no avg, min, max for ' || r.kind || ', found one' END,
      CASE WHEN r.kind IN ('GAUGE', 'STATE') AND num_nonnulls(r.delta, r.delta_since) > 0
        THEN 'wanted no delta for ' || r.kind || ', found ' || coalesce(r.delta::text, 'its since') END,
      CASE WHEN r.kind <> 'STATE' AND r.last_text IS NOT NULL
        THEN 'wanted no text for ' || r.kind || ', found one' END,
      CASE WHEN r.kind <> 'COUNTER' AND r.reset_count <> 0
        THEN 'wanted no resets for ' || r.kind || ', found ' || r.reset_count END,
      CASE WHEN r.sample_count > 0 AND r.origin <> 'IMPORT' AND CASE r.kind
          WHEN 'GAUGE' THEN num_nulls(r.avg, r.min, r.max, r.last) > 0
          WHEN 'COUNTER' THEN r.last IS NULL
          WHEN 'INTERVAL' THEN num_nulls(r.last, r.delta) > 0
          ELSE num_nonnulls(r.last, r.last_text) <> 1 END
        THEN 'wanted every value of ' || r.kind || ', found one missing' END,
      CASE WHEN r.delta IS NULL AND r.delta_since IS NOT NULL
        THEN 'wanted a delta with its since, found none' END""";

  /** A mean may differ from equal values in its last bits; the newest value is one of them. */
  private static final String VALUES =
      """
      CASE WHEN r.min > r.max THEN format('min and max: found %s above %s', r.min, r.max) END,
      CASE WHEN r.avg < r.min - 1e-9 * abs(r.min) OR r.avg > r.max + 1e-9 * abs(r.max)
        THEN format('avg: wanted from %s to %s, found %s', r.min, r.max, r.avg) END,
      CASE WHEN r.kind = 'GAUGE' AND (r.last < r.min OR r.last > r.max)
        THEN format('last: wanted from %s to %s, found %s', r.min, r.max, r.last) END,
      CASE WHEN r.kind = 'COUNTER' AND r.delta_since > r.interval_end
        THEN format('delta_since: wanted at most %s, found %s', r.interval_end, r.delta_since) END""";

  private static final String GRID =
      """
      CASE WHEN mod(extract(epoch FROM r.interval_end), %1$d) <> 0
          OR r.interval_end - r.interval_start <> interval '%1$d seconds'
        THEN format('wanted an interval of %1$d s on its grid, found %%s to %%s',
          r.interval_start, r.interval_end) END""";

  private static final String DAY =
      """
      CASE WHEN r.interval_end - r.interval_start NOT BETWEEN interval '22 hours' AND interval '26 hours'
        THEN format('wanted a day, found %s to %s', r.interval_start, r.interval_end) END""";

  private RowChecks() {}

  static List<Check> of(RowTable table, Scope scope) {
    String rows = table.table() + " r WHERE " + scope.of("r", table.time());
    return List.of(
        check("kinds", table, "the columns of a row are those of its kind", rows, KINDS),
        check("values", table, "the values of a row agree with each other", rows, VALUES),
        check("intervals", table, "an interval stands on its grid", rows, grid(table)),
        new Check(
            "points " + table.label(),
            "each row has its point, and is of its kind",
            """
            SELECT r.system_id, coalesce(p.path, '#' || r.point_id), r.%1$s,
              coalesce('wanted ' || p.kind || ', found ' || r.kind, 'wanted its point, found none')
            FROM %2$s r
            LEFT JOIN point p ON p.system_id = r.system_id AND p.point_id = r.point_id
            WHERE (p.kind IS NULL OR p.kind <> r.kind) AND %3$s
            ORDER BY r.system_id, r.point_id, r.%1$s"""
                .formatted(table.time(), table.table(), scope.of("r", table.time()))),
        new Check(
            "unique " + table.label(),
            "a point has one row an interval",
            """
            SELECT r.system_id, '#' || r.point_id, r.%1$s, 'wanted one row, found ' || count(*)
            FROM %2$s r WHERE %3$s
            GROUP BY r.system_id, r.point_id, r.%1$s HAVING count(*) > 1
            ORDER BY 1, 2, 3"""
                .formatted(table.time(), table.table(), scope.of("r", table.time()))));
  }

  private static Check check(String name, RowTable table, String says, String rows, String text) {
    return Check.ofRows(name + " " + table.label(), says, rows, table.time(), text);
  }

  private static String grid(RowTable table) {
    return switch (table) {
      case AGG_5M -> GRID.formatted(300);
      case AGG_1H -> GRID.formatted(3600);
      default -> DAY;
    };
  }
}
