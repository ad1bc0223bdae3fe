package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Gives points their numbers: small, per system, each once. The row of the system is the lock, so
 * two sinks that meet a new point at once agree on its number.
 */
final class PointNumbers {
  /** The staged table and its column of time take the places. */
  private static final String MISSING =
      """
      SELECT EXISTS (
        SELECT FROM %1$s s
        WHERE NOT EXISTS (
          SELECT FROM point p WHERE p.system_id = s.system_id AND p.path = s.path))""";

  private static final String STUBS =
      """
      INSERT INTO system (system_id)
      SELECT DISTINCT system_id FROM %1$s ORDER BY system_id
      ON CONFLICT (system_id) DO NOTHING""";

  private static final String LOCK =
      """
      SELECT system_id FROM system
      WHERE system_id IN (
        SELECT s.system_id FROM %1$s s
        WHERE NOT EXISTS (
          SELECT FROM point p WHERE p.system_id = s.system_id AND p.path = s.path))
      ORDER BY system_id
      FOR NO KEY UPDATE""";

  /** The kind and unit of a new point are those of its newest row here. */
  private static final String NUMBER =
      """
      WITH fresh AS (
        SELECT DISTINCT ON (s.system_id, s.path) s.system_id, s.path, s.kind, s.unit
        FROM %1$s s
        WHERE NOT EXISTS (
          SELECT FROM point p WHERE p.system_id = s.system_id AND p.path = s.path)
        ORDER BY s.system_id, s.path, s.%2$s DESC
      ), numbered AS (
        INSERT INTO point (system_id, point_id, path, kind, unit)
        SELECT f.system_id,
          y.last_point_id + row_number() OVER (PARTITION BY f.system_id ORDER BY f.path),
          f.path, f.kind, f.unit
        FROM fresh f JOIN system y ON y.system_id = f.system_id
        RETURNING system_id, point_id
      )
      UPDATE system y SET last_point_id = n.last_point_id
      FROM (SELECT system_id, max(point_id) AS last_point_id FROM numbered GROUP BY system_id) n
      WHERE y.system_id = n.system_id""";

  private final String missing;
  private final String stubs;
  private final String lock;
  private final String number;

  /**
   * For the points of a staged table, which names them by system_id and path and states kind and
   * unit.
   *
   * @param staged its name, a constant
   * @param time its column of time, a constant
   */
  PointNumbers(String staged, String time) {
    this.missing = MISSING.formatted(staged);
    this.stubs = STUBS.formatted(staged);
    this.lock = LOCK.formatted(staged);
    this.number = NUMBER.formatted(staged, time);
  }

  /** Numbers the points of the staged rows that have none, in a transaction of its own. */
  void allocate(Connection session) throws SQLException {
    session.setAutoCommit(false);
    try (var statement = session.createStatement()) {
      boolean some;
      try (var result = statement.executeQuery(missing)) {
        result.next();
        some = result.getBoolean(1);
      }
      if (some) {
        statement.execute(stubs);
        statement.execute(lock);
        statement.execute(number);
      }
    }
    session.commit();
  }
}
