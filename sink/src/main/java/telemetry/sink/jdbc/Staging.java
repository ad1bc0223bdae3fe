package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A temporary table that a batch is copied into before the transaction that counts: the slow part,
 * the bytes over the wire, holds no lock that another sink could wait for.
 *
 * @param <T> the domain record of a row
 */
final class Staging<T> {
  private final String table;
  private final String columns;
  private final Copying<T> copying;

  /**
   * Describes the table.
   *
   * @param table its name, a constant
   * @param columns names and types, constants
   */
  Staging(String table, String columns, Copying.Row<T> row) {
    this.table = table;
    this.columns = columns;
    this.copying = new Copying<>(table, row);
  }

  /** Fills it with these rows and no others, in a transaction of its own. */
  void fill(Connection session, List<T> rows) throws SQLException {
    session.setAutoCommit(false);
    fillWithin(session, rows);
    session.commit();
  }

  /** Fills it with these rows and no others, in the transaction that is open. */
  void fillWithin(Connection session, List<T> rows) throws SQLException {
    try (var statement = session.createStatement()) {
      statement.execute("SET LOCAL client_min_messages = warning");
      statement.execute("CREATE TEMPORARY TABLE IF NOT EXISTS " + table + " (" + columns + ")");
      statement.execute("TRUNCATE " + table);
    }
    copying.send(session, rows);
  }
}
