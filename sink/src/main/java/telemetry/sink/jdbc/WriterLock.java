package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.RowTable;

/**
 * The right to have rows of a partition under way, as an advisory lock that ends with its
 * transaction. Rows that go straight into their table are seen by whoever writes the same keys, who
 * would wait for them; and no time-out reaches a session that waits for the next bytes of a COPY.
 * So the owner of the partition ends the session of a former owner that was stopped in the middle.
 */
final class WriterLock {
  /** Two keys: the table, whose number no other relation has, and the partition. */
  private static final String KEYS = "'%s'::regclass::oid::integer, ?";

  private static final String TRY = "SELECT pg_try_advisory_xact_lock(" + KEYS + ")";
  private static final String WAIT = "SELECT pg_advisory_xact_lock(" + KEYS + ")";

  private static final String END_STALE =
      """
      SELECT pg_terminate_backend(l.pid)
      FROM pg_locks l
      WHERE l.locktype = 'advisory' AND l.granted AND l.pid <> pg_backend_pid()
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND l.classid = '%s'::regclass AND l.objid = ?::oid AND l.objsubid = 2
        AND EXISTS (
          SELECT FROM sink_offset o
          WHERE o.topic = ? AND o.partition = ? AND o.owner_epoch = ?)""";

  private final String attempt;
  private final String wait;
  private final String endStale;

  /** For the partitions that fill a table. */
  WriterLock(RowTable table) {
    this.attempt = TRY.formatted(table.table());
    this.wait = WAIT.formatted(table.table());
    this.endStale = END_STALE.formatted(table.table());
  }

  /** Takes it in the transaction that is open. */
  void take(Connection session, Claim claim) throws SQLException {
    if (!ask(session, attempt, claim)) {
      endStale(session, claim);
      ask(session, wait, claim);
    }
  }

  private static boolean ask(Connection session, String sql, Claim claim) throws SQLException {
    try (var statement = session.prepareStatement(sql)) {
      statement.setInt(1, claim.partition().partition());
      try (var result = statement.executeQuery()) {
        return result.next() && "true".equals(String.valueOf(result.getObject(1)));
      }
    }
  }

  /**
   * Who holds the lock of a partition that is ours is a former owner, or a session that we lost.
   */
  private void endStale(Connection session, Claim claim) throws SQLException {
    try (var statement = session.prepareStatement(endStale)) {
      statement.setInt(1, claim.partition().partition());
      statement.setString(2, claim.partition().topic());
      statement.setInt(3, claim.partition().partition());
      statement.setLong(4, claim.ownerEpoch());
      statement.execute();
    }
  }
}
