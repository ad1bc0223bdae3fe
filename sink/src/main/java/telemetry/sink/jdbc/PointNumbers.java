package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import telemetry.model.Redefinition;
import telemetry.model.Redefinitions;

/**
 * Gives points their numbers: small, per system, each once. The row of the system is the lock, so
 * two sinks that meet a new point at once agree on its number.
 */
final class PointNumbers {
  private static final String STUBS =
      """
      INSERT INTO system (system_id)
      SELECT DISTINCT system_id FROM staged_point ORDER BY system_id
      ON CONFLICT (system_id) DO NOTHING""";

  private static final String LOCK =
      """
      SELECT system_id FROM system
      WHERE system_id IN (
        SELECT s.system_id FROM staged_point s
        WHERE NOT EXISTS (
          SELECT FROM point p WHERE p.system_id = s.system_id AND p.path = s.path))
      ORDER BY system_id
      FOR NO KEY UPDATE""";

  private static final String NUMBER =
      """
      WITH fresh AS (
        SELECT s.system_id, s.path, s.kind, s.unit
        FROM staged_point s
        WHERE NOT EXISTS (
          SELECT FROM point p WHERE p.system_id = s.system_id AND p.path = s.path)
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

  private final Staging<NewPoint> staging =
      new Staging<>(
          "staged_point",
          "system_id integer, path text, unit text, kind point_kind",
          PointNumbers::copy);
  private final Redefinitions redefinitions;

  /**
   * Of points that mean what they are said to.
   *
   * @param redefinitions the others: the log calls them by a former meaning first
   */
  PointNumbers(Redefinitions redefinitions) {
    this.redefinitions = redefinitions;
  }

  private static void copy(NewPoint point, CopyBuffer out) {
    out.row(4)
        .integer(point.key().systemId())
        .text(point.key().path())
        .text(point.meaning().unit())
        .text(point.meaning().kind().name());
  }

  /**
   * Numbers those that have none, in transactions of its own.
   *
   * @param points each once
   */
  void number(Connection session, List<NewPoint> points) throws SQLException {
    staging.fill(session, points.stream().map(this::meant).toList());
    try (var statement = session.createStatement()) {
      statement.execute(STUBS);
      statement.execute(LOCK);
      statement.execute(NUMBER);
    }
    session.commit();
  }

  private NewPoint meant(NewPoint point) {
    Redefinition stated = redefinitions.of(point.key().systemId()).get(point.key().path());
    return stated == null ? point : new NewPoint(point.key(), stated.now());
  }
}
