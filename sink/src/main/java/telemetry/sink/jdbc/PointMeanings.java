package telemetry.sink.jdbc;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import telemetry.model.Kind;
import telemetry.model.PointKey;
import telemetry.model.Redefinition.Meaning;

/** What the tables say that a point is, for whoever says that it is something else. */
public final class PointMeanings {
  private static final String POINT =
      "SELECT kind, unit FROM point WHERE system_id = ? AND path = ?";

  private static final String ROWS =
      """
      SELECT r.kind, count(*)
      FROM telemetry_agg_5m r JOIN point p USING (system_id, point_id)
      WHERE system_id = ? AND p.path = ? AND r.status <> 'EMPTY'
      GROUP BY r.kind""";

  /** For this transaction: the trigger lets no other kind change. */
  private static final String NAME = "SELECT set_config('telemetry.redefines', ?, true)";

  private static final String PUT =
      "UPDATE point SET kind = ?::point_kind, unit = ? WHERE system_id = ? AND path = ?";

  private final Database database;

  /** In this database. */
  public PointMeanings(Database database) {
    this.database = database;
  }

  /**
   * What a point is; nothing if it has no row yet.
   *
   * @throws telemetry.sink.batch.TablesUnavailable if the database cannot be reached now
   */
  public Optional<Meaning> of(PointKey point) {
    try (var session = database.connect("telemetry-points");
        var statement = session.prepareStatement(POINT)) {
      statement.setInt(1, point.systemId());
      statement.setString(2, point.path());
      try (var row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Meaning(Kind.valueOf(row.getString(1)), row.getString(2)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw SqlFault.wait(e);
    }
  }

  /** How many 5-minute rows stand, by what they say that the point is. */
  public Map<Kind, Long> rows(PointKey point) {
    try (var session = database.connect("telemetry-points");
        var statement = session.prepareStatement(ROWS)) {
      statement.setInt(1, point.systemId());
      statement.setString(2, point.path());
      var rows = new EnumMap<Kind, Long>(Kind.class);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          rows.put(Kind.valueOf(row.getString(1)), row.getLong(2));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw SqlFault.wait(e);
    }
  }

  /** Says what a point is, if it has a row. */
  public void put(PointKey point, Meaning meaning) {
    try (var session = database.connect("telemetry-points")) {
      session.setAutoCommit(false);
      try (var name = session.prepareStatement(NAME);
          var put = session.prepareStatement(PUT)) {
        name.setString(1, point.text());
        name.execute();
        put.setString(1, meaning.kind().name());
        put.setString(2, meaning.unit());
        put.setInt(3, point.systemId());
        put.setString(4, point.path());
        put.executeUpdate();
      }
      session.commit();
    } catch (SQLException e) {
      throw SqlFault.wait(e);
    }
  }
}
