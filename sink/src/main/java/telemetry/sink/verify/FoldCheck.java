package telemetry.sink.verify;

import java.util.LinkedHashMap;
import java.util.Map;
import telemetry.sink.batch.RowTable;

/**
 * A roll-up says what its 5-minute rows say together, to the last bit: means and growths are summed
 * one by one in the order of time, as they were summed first. Those whose rows are not kept any
 * more are left out.
 */
final class FoldCheck {
  /** A column, and what the 5-minute rows (c) say of it. */
  private static final Map<String, String> FOLDS = folds();

  private FoldCheck() {}

  private static Map<String, String> folds() {
    var folds = new LinkedHashMap<String, String>();
    folds.put("avg", "sum(c.avg ORDER BY c.interval_end) / nullif(count(c.avg), 0)");
    folds.put("min", "min(c.min)");
    folds.put("max", "max(c.max)");
    folds.put("last", newest("last"));
    folds.put("last_text", newest("last_text"));
    folds.put("delta", "sum(c.delta ORDER BY c.interval_end)");
    folds.put("delta_since", "min(c.delta_since)");
    folds.put("sample_count", "coalesce(sum(c.sample_count), 0)");
    folds.put("error_count", "coalesce(sum(c.error_count), 0)");
    folds.put("reset_count", "coalesce(sum(c.reset_count), 0)");
    folds.put("quality", "coalesce(max(c.quality), 'GOOD')");
    return folds;
  }

  private static String newest(String column) {
    return "(array_agg(c."
        + column
        + " ORDER BY c.interval_end DESC)"
        + " FILTER (WHERE num_nonnulls(c.last, c.last_text) > 0))[1]";
  }

  static Check of(RowTable table, Scope scope) {
    var folded = new StringBuilder();
    var text = new StringBuilder();
    FOLDS.forEach(
        (column, fold) -> {
          folded.append(folded.isEmpty() ? "" : ",\n  ").append(fold + " AS wanted_" + column);
          text.append(text.isEmpty() ? "" : ",\n  ")
              .append(
                  "CASE WHEN r.%1$s IS DISTINCT FROM r.wanted_%1$s THEN format('%1$s: wanted %%s, found %%s', r.wanted_%1$s, r.%1$s) END"
                      .formatted(column));
        });
    String rows =
        """
        (SELECT r.*, f.* FROM %1$s r
          JOIN system s ON s.system_id = r.system_id
          CROSS JOIN LATERAL (
            SELECT %2$s
            FROM telemetry_agg_5m c
            -- Rows that were imported have no readings, and are in no roll-up of readings.
            WHERE c.origin <> 'IMPORT' AND c.system_id = r.system_id AND c.point_id = r.point_id
              AND c.interval_end > r.interval_start AND c.interval_end <= r.interval_end) f
          WHERE r.origin <> 'IMPORT'
            AND r.interval_start >= (
              SELECT min(since) FROM telemetry_partition WHERE parent = 'telemetry_agg_5m')
            AND %3$s
            AND %4$s) r"""
            .formatted(table.table(), folded, still(table), scope.of("r", table.time()));
    return Check.ofRows(
        "fold " + table.label(),
        "a roll-up is the fold of its 5-minute rows",
        rows,
        table.time(),
        text.toString());
  }

  /** Of a system whose zone was set anew, the days of before are empty, their rows are not. */
  private static String still(RowTable table) {
    return table == RowTable.AGG_1D
        ? "(r.status <> 'EMPTY' OR (r.interval_start AT TIME ZONE s.timezone)::time = '00:00')"
        : "true";
  }
}
