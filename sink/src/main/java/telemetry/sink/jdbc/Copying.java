package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Rows on their way into one table by COPY. They go in pieces, so that the server takes the first
 * while the next are encoded, and a batch of any size needs no more memory than a piece.
 *
 * @param <T> the domain record of a row
 */
final class Copying<T> {
  /**
   * One row as COPY fields.
   *
   * @param <T> the domain record
   */
  interface Row<T> {
    void write(T row, CopyBuffer out);
  }

  private static final int PIECE = 256 * 1024;

  private final String copy;
  private final Row<T> row;
  private final CopyBuffer buffer = new CopyBuffer();

  /**
   * Describes where they go.
   *
   * @param target the table, with its columns where the row does not have them all; a constant
   */
  Copying(String target, Row<T> row) {
    this.copy = "COPY " + target + " FROM STDIN (FORMAT binary)";
    this.row = row;
  }

  /** Sends rows, in the transaction that is open. */
  void send(Connection session, List<T> rows) throws SQLException {
    CopyIn into = new CopyManager(session.unwrap(BaseConnection.class)).copyIn(copy);
    try {
      buffer.begin();
      for (T one : rows) {
        row.write(one, buffer);
        if (buffer.size() >= PIECE) {
          into.writeToCopy(buffer.bytes(), 0, buffer.size());
          buffer.clear();
        }
      }
      buffer.end();
      into.writeToCopy(buffer.bytes(), 0, buffer.size());
      into.endCopy();
    } finally {
      if (into.isActive()) {
        into.cancelCopy();
      }
    }
  }
}
