package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import telemetry.sink.batch.RowTable;

/**
 * The partitions that rows need. Asked for each batch and never remembered: somebody may have
 * dropped one since. Each call is a transaction of its own.
 */
final class TimePartitions {
  private static final String HORIZON = "SELECT telemetry_horizon(?, make_interval(days => ?))";
  private static final String MAKE = "SELECT telemetry_partitions_make(?, ?::text[]::date[])";
  private static final long DAY_SECONDS = 86_400;

  private final RowTable table;
  private final int keepDays;

  /**
   * Of one table.
   *
   * @param keepDays how long it keeps its rows; 0 for ever
   */
  TimePartitions(RowTable table, int keepDays) {
    this.table = table;
    this.keepDays = keepDays;
  }

  /** What is before this is older than the table keeps. */
  Instant horizon(Connection session) throws SQLException {
    if (keepDays == 0) {
      return Instant.MIN;
    }
    session.setAutoCommit(true);
    try (var statement = session.prepareStatement(HORIZON)) {
      statement.setString(1, table.table());
      statement.setInt(2, keepDays);
      try (var result = statement.executeQuery()) {
        result.next();
        return result.getObject(1, OffsetDateTime.class).toInstant();
      }
    }
  }

  /** The day of an instant since 1970-01-01, in UTC. */
  static long day(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), DAY_SECONDS);
  }

  /** The days of instants. */
  static Set<Long> days(Stream<Instant> instants) {
    return instants.map(TimePartitions::day).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Makes the partitions of these days. */
  void make(Connection session, Set<Long> days) throws SQLException {
    session.setAutoCommit(true);
    try (var statement = session.prepareStatement(MAKE)) {
      statement.setString(1, table.table());
      statement.setArray(
          2,
          session.createArrayOf(
              "text", days.stream().map(day -> LocalDate.ofEpochDay(day).toString()).toArray()));
      statement.execute();
    }
  }
}
