package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Merges staged polls, in the transaction that is open: the first version of each poll, then the
 * second of those that have one, for each is held against what stands by then. Of a text of SQL,
 * the first place is the table of what stands, the second the turn.
 */
final class PollMerge {
  /**
   * Which polls may stand in the tables already: those that are not newer than everything of their
   * system. The others, nearly all, need no look.
   */
  private static final String AGAIN =
      """
      UPDATE staged_poll p SET again = true
      FROM (
        SELECT system_id, max(measured_at) AS newest FROM telemetry_last
        WHERE system_id IN (SELECT system_id FROM staged_poll WHERE turn = %2$d)
        GROUP BY system_id) reached
      WHERE p.turn = %2$d
        AND reached.system_id = p.system_id AND p.measured_at <= reached.newest""";

  /**
   * Polls (p) that may stand in the tables, with the rows s of their points q there. Joined once
   * and not asked of each poll, and each row by its whole key whatever the planner believes of a
   * table that nobody analysed: a large correction is one batch of thousands.
   */
  private static final String STANDING =
      """
      staged_poll p
        JOIN point q ON q.system_id = p.system_id
        CROSS JOIN LATERAL (
          SELECT * FROM %1$s o
          WHERE o.system_id = q.system_id AND o.point_id = q.point_id
            AND o.measured_at = p.measured_at AND o.source = p.source
          OFFSET 0) s""";

  /** Polls whose version in the tables was received later than even their repeats. */
  private static final String STALE =
      """
      WITH stale AS (
        DELETE FROM staged_poll WHERE poll IN (
          SELECT p.poll FROM $standing
          WHERE p.turn = %2$d AND p.again
            AND telemetry_received_after(s.batch, s.raw_offset, s.log_offset,
              p.repeat_batch, p.repeat_raw_offset, p.repeat_log_offset))
        RETURNING poll
      ), dropped AS (
        DELETE FROM staged_reading r USING stale WHERE r.poll = stale.poll
      )
      SELECT count(*) FROM stale"""
          .replace("$standing", STANDING);

  /** Polls whose version in the tables was received between them and their repeats. */
  private static final String REPEATED =
      """
      UPDATE staged_poll
      SET batch = repeat_batch, raw_offset = repeat_raw_offset, log_offset = repeat_log_offset
      WHERE poll IN (
        SELECT p.poll FROM $standing
        WHERE p.turn = %2$d AND p.again AND p.log_offset <> p.repeat_log_offset
          AND telemetry_received_after(
            s.batch, s.raw_offset, s.log_offset, p.batch, p.raw_offset, p.log_offset))"""
          .replace("$standing", STANDING);

  /**
   * Polls that say exactly what stands: they change nothing, not even when it was received. A poll
   * that says anything else is received anew whole, also in what it says alike. So: those of which
   * something stands, but for those that say something else, and those that say less.
   */
  private static final String SAME =
      """
      WITH same AS (
        DELETE FROM staged_poll WHERE poll IN (
          SELECT p.poll FROM $standing WHERE p.turn = %2$d AND p.again
          EXCEPT
          SELECT p.poll
          FROM staged_poll p
          JOIN staged_reading r ON r.poll = p.poll
          WHERE p.turn = %2$d AND p.again AND NOT EXISTS (
            SELECT FROM point q
            CROSS JOIN LATERAL (
              SELECT FROM %1$s s
              WHERE s.system_id = q.system_id AND s.point_id = q.point_id
                AND (%3$s OR s.measured_at = p.measured_at AND s.source = p.source
                  AND (s.value, s.value_text, s.quality, s.gone, s.interval_start)
                    IS NOT DISTINCT FROM
                    (r.value, r.value_text, r.quality, false, p.interval_start))
              OFFSET 0) s
            WHERE q.system_id = r.system_id AND q.path = r.path)
          EXCEPT
          SELECT p.poll FROM $standing
          WHERE p.turn = %2$d AND p.again AND NOT s.gone AND NOT EXISTS (
            SELECT FROM staged_reading r WHERE r.poll = p.poll AND r.path = q.path))
        RETURNING poll
      ), dropped AS (
        DELETE FROM staged_reading r USING same WHERE r.poll = same.poll
      )
      SELECT count(*) FROM same"""
          .replace("$standing", STANDING);

  /** Only the newest of a point stands there: of a point that has a newer one nobody knows. */
  private static final String UNKNOWN =
      "(s.measured_at > p.measured_at OR s.measured_at = p.measured_at AND s.source <> p.source)";

  /** Points that the tables have of a poll, and its new version has not. */
  private static final String GONE =
      """
      INSERT INTO staged_reading
        (poll, system_id, path, unit, kind, measured_at, value, value_text, quality, gone)
      SELECT p.poll, q.system_id, q.path, q.unit, q.kind, p.measured_at, NULL, NULL, s.quality, true
      FROM $standing
      WHERE p.turn = %2$d AND p.again AND NOT s.gone AND NOT EXISTS (
        SELECT FROM staged_reading r
        WHERE r.poll = p.poll AND r.system_id = q.system_id AND r.path = q.path)"""
          .replace("$standing", STANDING);

  private static final String COLUMNS =
      """
      (system_id, point_id, measured_at, source, value, value_text, quality, gone,
        interval_start, received_at, batch, raw_offset, log_offset)""";

  private static final String STAGED =
      """
      q.system_id, q.point_id, p.measured_at, p.source, r.value, r.value_text, r.quality, r.gone,
        p.interval_start, p.received_at, p.batch, p.raw_offset, p.log_offset
      FROM staged_reading r
      JOIN staged_poll p ON p.poll = r.poll
      JOIN point q ON q.system_id = r.system_id AND q.path = r.path""";

  private static final String SET =
      """
      SET measured_at = EXCLUDED.measured_at, source = EXCLUDED.source, value = EXCLUDED.value,
        value_text = EXCLUDED.value_text, quality = EXCLUDED.quality, gone = EXCLUDED.gone,
        interval_start = EXCLUDED.interval_start, received_at = EXCLUDED.received_at,
        batch = EXCLUDED.batch, raw_offset = EXCLUDED.raw_offset,
        log_offset = EXCLUDED.log_offset""";

  private static final String SAMPLES =
      "INSERT INTO telemetry_samples AS t "
          + COLUMNS
          + " SELECT "
          + STAGED
          + " WHERE NOT p.expired AND p.turn = %2$d"
          + " ORDER BY q.system_id, q.point_id, p.measured_at, p.source"
          + " ON CONFLICT (system_id, point_id, measured_at, source) DO UPDATE "
          + SET;

  /**
   * The newest counts. At the same instant, the other source's value counts more than this one's
   * absence, and what was received last counts more than what was received before.
   */
  private static final String LAST =
      "INSERT INTO telemetry_last AS t "
          + COLUMNS
          + " SELECT DISTINCT ON (q.system_id, q.point_id) "
          + STAGED
          + " WHERE p.turn = %2$d"
          + " ORDER BY q.system_id, q.point_id, p.measured_at DESC, r.gone, p.batch DESC,"
          + " p.raw_offset DESC NULLS LAST, p.log_offset DESC"
          + " ON CONFLICT (system_id, point_id) DO UPDATE "
          + SET
          + " WHERE EXCLUDED.measured_at > t.measured_at"
          + " OR EXCLUDED.measured_at = t.measured_at AND CASE"
          + " WHEN EXCLUDED.source = t.source THEN true"
          + " WHEN EXCLUDED.gone <> t.gone THEN t.gone"
          + " ELSE telemetry_received_after(EXCLUDED.batch, EXCLUDED.raw_offset,"
          + " EXCLUDED.log_offset, t.batch, t.raw_offset, t.log_offset) END";

  private static final String TURNS = "SELECT coalesce(max(turn) + 1, 0) FROM staged_poll";

  private static final String TAKEN = "SELECT count(*) FROM staged_poll WHERE NOT expired";

  private final boolean samples;

  PollMerge(boolean samples) {
    this.samples = samples;
  }

  /** The number of polls that were taken, whether or not they are kept as samples for long. */
  int run(Connection session) throws SQLException {
    int turns = count(session, TURNS);
    for (int turn = 0; turn < turns; turn++) {
      run(session, turn);
    }
    return count(session, TAKEN);
  }

  private void run(Connection session, int turn) throws SQLException {
    String standing = samples ? "telemetry_samples" : "telemetry_last";
    String unknown = samples ? "false" : UNKNOWN;
    try (var statement = session.createStatement()) {
      if (statement.executeUpdate(AGAIN.formatted(standing, turn)) > 0) {
        count(session, STALE.formatted(standing, turn));
        statement.executeUpdate(REPEATED.formatted(standing, turn));
        count(session, SAME.formatted(standing, turn, unknown));
        statement.executeUpdate(GONE.formatted(standing, turn));
      }
      if (samples) {
        statement.executeUpdate(SAMPLES.formatted(standing, turn));
      }
      statement.executeUpdate(LAST.formatted(standing, turn));
    }
  }

  static int count(Connection session, String sql) throws SQLException {
    try (var statement = session.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getInt(1);
    }
  }
}
