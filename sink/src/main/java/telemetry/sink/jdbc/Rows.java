package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How one kind of record becomes rows.
 *
 * @param <T> the domain record
 */
interface Rows<T> {
  /**
   * Brings the rows and what they need into the database, in transactions of their own.
   *
   * @return rows that are older than the table keeps, and will not be merged
   */
  int prepare(Connection session, List<T> rows) throws SQLException;

  /**
   * Merges what was prepared, in the transaction that is open.
   *
   * @return rows inserted or updated; the others are older than what stands
   */
  int merge(Connection session) throws SQLException;
}
