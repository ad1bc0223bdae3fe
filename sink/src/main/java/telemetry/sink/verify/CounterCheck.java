package telemetry.sink.verify;

/**
 * The growths of a meter add up to its own difference: where it did not begin again, the delta of a
 * row is its last value less the last value of the row before, whose newest reading is its base.
 */
final class CounterCheck {
  private static final String ROWS =
      """
      (SELECT r.*, lag(r.last) OVER series AS before_last,
          lag(r.interval_start) OVER series AS before_start,
          lag(r.interval_end) OVER series AS before_end,
          lag(r.origin) OVER series AS before_origin
        FROM telemetry_agg_5m r
        WHERE r.kind = 'COUNTER' AND r.last IS NOT NULL AND %s
        WINDOW series AS (PARTITION BY r.system_id, r.point_id ORDER BY r.interval_end)) r
      WHERE r.before_last IS NOT NULL AND r.origin <> 'IMPORT' AND r.before_origin <> 'IMPORT'""";

  private static final String TEXT =
      """
      CASE WHEN r.delta IS NULL
        THEN 'delta: wanted the growth since ' || r.before_end || ', found none' END,
      CASE WHEN r.delta_since NOT BETWEEN r.before_start AND r.before_end
        THEN format('delta_since: wanted from %s to %s, found %s',
          r.before_start, r.before_end, r.delta_since) END,
      CASE WHEN r.reset_count = 0 AND r.delta <> r.last - r.before_last
        THEN format('delta: wanted %s - %s, found %s', r.last, r.before_last, r.delta) END""";

  private CounterCheck() {}

  static Check of(Scope scope) {
    return Check.ofRows(
        "counters",
        "the deltas of a counter add up to its own difference",
        ROWS.formatted(scope.of("r", "interval_end")),
        "interval_end",
        TEXT);
  }
}
