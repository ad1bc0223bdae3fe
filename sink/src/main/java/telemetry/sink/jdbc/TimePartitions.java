package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import telemetry.sink.batch.RowTable;

/**
 * The partitions that staged rows need. Asked for each batch and never remembered: somebody may
 * have dropped one since. Each call is a transaction of its own.
 */
final class TimePartitions {
  private final RowTable table;
  private final int keepDays;
  private final String expire;
  private final String make;

  /**
   * Of one table.
   *
   * @param staged where its rows are staged, with the same column of time
   * @param keepDays how long it keeps them; 0 for ever
   */
  TimePartitions(RowTable table, String staged, int keepDays) {
    this.table = table;
    this.keepDays = keepDays;
    this.expire =
        "DELETE FROM %s WHERE %s < telemetry_horizon(?, make_interval(days => ?))"
            .formatted(staged, table.time());
    this.make =
        """
        SELECT telemetry_partitions_make(
          ?, (SELECT array_agg(DISTINCT (%s AT TIME ZONE 'UTC')::date) FROM %s))"""
            .formatted(table.time(), staged);
  }

  /**
   * Takes away what is older than the table keeps.
   *
   * @return how many rows that were
   */
  int expire(Connection session) throws SQLException {
    if (keepDays == 0) {
      return 0;
    }
    session.setAutoCommit(true);
    try (var statement = session.prepareStatement(expire)) {
      statement.setString(1, table.table());
      statement.setInt(2, keepDays);
      return statement.executeUpdate();
    }
  }

  /** Makes the partitions of what is left. */
  void make(Connection session) throws SQLException {
    session.setAutoCommit(true);
    try (var statement = session.prepareStatement(make)) {
      statement.setString(1, table.table());
      statement.execute();
    }
  }
}
