package telemetry.sink.verify;

/**
 * One invariant.
 *
 * @param name for reports and metrics
 * @param says what must be so
 * @param sql finds what is not: system_id, point, at and text of each, in that order
 */
record Check(String name, String says, String sql) {
  /** A check of rows, which stand as r: those for which the text is not empty. */
  static Check ofRows(String name, String says, String rows, String time, String text) {
    return new Check(
        name,
        says,
        """
        SELECT r.system_id, coalesce(p.path, '#' || r.point_id) AS point, r.%s AS at, r.text
        FROM (SELECT r.*, nullif(concat_ws('; ', %s), '') AS text FROM %s) r
        LEFT JOIN point p ON p.system_id = r.system_id AND p.point_id = r.point_id
        WHERE r.text IS NOT NULL
        ORDER BY r.system_id, r.point_id, r.%s"""
            .formatted(time, text, rows, time));
  }
}
