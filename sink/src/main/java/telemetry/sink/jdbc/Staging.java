package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * A temporary table that a batch is copied into before the transaction that counts: the slow part,
 * the bytes over the wire, holds no lock that another sink could wait for.
 *
 * @param <T> the domain record of a row
 */
final class Staging<T> {
  /**
   * One row as COPY fields.
   *
   * @param <T> the domain record
   */
  interface Row<T> {
    void write(T row, CopyBuffer out);
  }

  private final String table;
  private final String columns;
  private final Row<T> row;
  private final CopyBuffer buffer = new CopyBuffer();

  /**
   * Describes the table.
   *
   * @param table its name, a constant
   * @param columns names and types, constants
   */
  Staging(String table, String columns, Row<T> row) {
    this.table = table;
    this.columns = columns;
    this.row = row;
  }

  /** Fills it with these rows and no others. */
  void fill(Connection session, List<T> rows) throws SQLException {
    buffer.begin();
    rows.forEach(one -> row.write(one, buffer));
    buffer.end();
    session.setAutoCommit(false);
    try (var statement = session.createStatement()) {
      statement.execute("SET LOCAL client_min_messages = warning");
      statement.execute("CREATE TEMPORARY TABLE IF NOT EXISTS " + table + " (" + columns + ")");
      statement.execute("TRUNCATE " + table);
    }
    CopyIn copy =
        new CopyManager(session.unwrap(BaseConnection.class))
            .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
    try {
      copy.writeToCopy(buffer.bytes(), 0, buffer.size());
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
    session.commit();
  }
}
