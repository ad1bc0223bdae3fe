package telemetry.deploy.progress;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import telemetry.sink.jdbc.Database;

/**
 * What stands in PostgreSQL.
 *
 * @param systems systems, declared or heard
 * @param points their points
 * @param rows 5-minute rows that hold a reading
 */
public record Counts(long systems, long points, long rows) {
  /**
   * Counts now.
   *
   * @throws DatabaseException if the tables are not there or cannot be read
   */
  public static Counts read(Database database) {
    try (Connection connection = database.connect("telemetry-status");
        Statement statement = connection.createStatement()) {
      return new Counts(
          count(statement, "system"),
          count(statement, "point"),
          count(statement, "telemetry_agg_5m WHERE status <> 'EMPTY'"));
    } catch (SQLException e) {
      throw new DatabaseException("PostgreSQL: wanted to count rows, found " + e.getMessage(), e);
    }
  }

  private static long count(Statement statement, String from) throws SQLException {
    try (var rows = statement.executeQuery("SELECT count(*) FROM " + from)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
