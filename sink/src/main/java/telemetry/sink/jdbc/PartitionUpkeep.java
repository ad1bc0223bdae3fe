package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.RowTable;

/**
 * Makes partitions ahead of their time, and drops those that are older than their table keeps. Any
 * number of sinks and people may do so at once.
 */
public final class PartitionUpkeep {
  private static final String LIST =
      """
      SELECT parent, part, since, until, estimated_rows, bytes FROM telemetry_partition
      ORDER BY parent, since""";

  private static final String POLICIES =
      """
      SELECT telemetry_policies(
        ?, nullif(make_interval(days => ?), interval '0'), nullif(make_interval(days => ?), interval '0'))""";

  /**
   * A partition that stands.
   *
   * @param table its table
   * @param name its own name
   * @param since the first instant that it may hold
   * @param until the first after it that it may not
   * @param estimatedRows what PostgreSQL believes
   * @param bytes with its indexes
   */
  public record Partition(
      String table, String name, Instant since, Instant until, long estimatedRows, long bytes) {}

  /**
   * What was done to a table.
   *
   * @param table its name
   * @param made how many partitions were made
   * @param dropped the names of those that were dropped
   */
  public record Done(String table, int made, List<String> dropped) {}

  private final Database database;

  /** In this database. */
  public PartitionUpkeep(Database database) {
    this.database = database;
  }

  /**
   * The partitions that stand, by table and time.
   *
   * @throws telemetry.sink.batch.TablesUnavailable if the database cannot be asked now
   */
  public List<Partition> list() {
    try (var session = database.connect("telemetry-partitions");
        var statement = session.createStatement();
        var rows = statement.executeQuery(LIST)) {
      List<Partition> found = new ArrayList<>();
      while (rows.next()) {
        found.add(
            new Partition(
                rows.getString(1),
                rows.getString(2),
                rows.getObject(3, OffsetDateTime.class).toInstant(),
                rows.getObject(4, OffsetDateTime.class).toInstant(),
                rows.getLong(5),
                rows.getLong(6)));
      }
      return found;
    } catch (SQLException e) {
      throw SqlFault.wait(e);
    }
  }

  /**
   * Does what is due.
   *
   * @throws telemetry.sink.batch.TablesUnavailable if a table is in use for too long, or the
   *     database cannot be reached; what was done by then stays done
   */
  public List<Done> maintain(Keep keep) {
    try (var session = database.connect("telemetry-partitions")) {
      return maintain(session, keep);
    } catch (SQLException e) {
      throw SqlFault.wait(e);
    }
  }

  static List<Done> maintain(Connection session, Keep keep) throws SQLException {
    session.setAutoCommit(true);
    List<Done> done = new ArrayList<>();
    for (RowTable table : RowTable.values()) {
      boolean filled = table != RowTable.SAMPLES || keep.samples();
      int made = filled ? ahead(session, table) : 0;
      policies(session, table, keep);
      done.add(new Done(table.table(), made, drop(session, table, keep.of(table))));
    }
    return done;
  }

  private static int ahead(Connection session, RowTable table) throws SQLException {
    try (var statement = session.prepareStatement("SELECT telemetry_partitions_ahead(?)")) {
      statement.setString(1, table.table());
      try (var result = statement.executeQuery()) {
        result.next();
        return result.getInt(1);
      }
    }
  }

  /** What the server itself does from now on, where it can. */
  private static void policies(Connection session, RowTable table, Keep keep) throws SQLException {
    try (var statement = session.prepareStatement(POLICIES)) {
      statement.setString(1, table.table());
      statement.setInt(2, keep.of(table));
      statement.setInt(3, keep.compressDays());
      statement.execute();
    }
  }

  private static List<String> drop(Connection session, RowTable table, int days)
      throws SQLException {
    List<String> dropped = new ArrayList<>();
    if (days == 0) {
      return dropped;
    }
    try (var statement =
        session.prepareStatement("SELECT telemetry_partitions_drop(?, make_interval(days => ?))")) {
      statement.setString(1, table.table());
      statement.setInt(2, days);
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          dropped.add(result.getString(1));
        }
      }
    }
    return dropped;
  }
}
