package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import telemetry.sink.batch.Claim;

/**
 * How one kind of record becomes rows.
 *
 * @param <T> the domain record
 */
interface Rows<T> {
  /**
   * What became of rows before the merge.
   *
   * @param expired older than the table keeps
   * @param refused refused by a rule that streams share, and tell of
   */
  record Prepared(int expired, int refused) {
    static final Prepared ALL = new Prepared(0, 0);
  }

  /**
   * Brings the rows and what they need into the database, in transactions of their own. One that is
   * left open is the one that merges: what it did stands or falls with the place.
   *
   * @param claim by whom
   */
  Prepared prepare(Connection session, Claim claim, List<T> rows) throws SQLException;

  /**
   * Merges what was prepared, in the transaction that is open.
   *
   * @return rows inserted or updated; the others are older than what stands
   */
  int merge(Connection session) throws SQLException;
}
