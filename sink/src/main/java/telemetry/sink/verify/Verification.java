package telemetry.sink.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import telemetry.sink.batch.RowTable;
import telemetry.sink.jdbc.Database;

/**
 * Asks every invariant of the tables. While rows are on their way, one table may know what another
 * does not yet; so what is found counts only if it is still the same after a while.
 */
public final class Verification {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /**
   * What a check found.
   *
   * @param check its name
   * @param says what must be so
   * @param found how often it is not
   * @param shown the first of them
   */
  public record Result(String check, String says, long found, List<Finding> shown) {
    /** Keeps the list from changing. */
    public Result {
      shown = List.copyOf(shown);
    }

    Result still(Result later) {
      Set<Finding> there = new HashSet<>(later.shown);
      List<Finding> both = shown.stream().filter(there::contains).toList();
      boolean all = found == shown.size() && later.found == later.shown.size();
      return new Result(check, says, all ? both.size() : Math.min(found, later.found), both);
    }
  }

  private final Database database;
  private final List<Check> checks;
  private final int most;

  /**
   * Over these rows.
   *
   * @param most how many findings a check shows at most
   */
  public Verification(Database database, Scope scope, int most) {
    this.database = database;
    this.checks = checks(scope);
    this.most = most;
  }

  private static List<Check> checks(Scope scope) {
    List<Check> checks = new ArrayList<>(SchemaChecks.all());
    for (RowTable table : List.of(RowTable.AGG_5M, RowTable.AGG_1H, RowTable.AGG_1D)) {
      checks.addAll(RowChecks.of(table, scope));
    }
    checks.add(CounterCheck.of(scope));
    checks.add(FoldCheck.of(RowTable.AGG_1H, scope));
    checks.add(FoldCheck.of(RowTable.AGG_1D, scope));
    return checks;
  }

  /**
   * Looks, and where something is found looks again until it is gone or the patience is.
   *
   * @return one result a check
   * @throws SQLException if the database cannot be asked
   */
  public List<Result> run(Duration patience) throws SQLException {
    long deadline = System.nanoTime() + patience.toNanos();
    try (Connection session = database.connect("telemetry-verify")) {
      session.setReadOnly(true);
      List<Result> results = new ArrayList<>();
      for (Check check : checks) {
        results.add(look(session, check));
      }
      while (results.stream().anyMatch(result -> result.found() > 0)
          && System.nanoTime() < deadline) {
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        for (int i = 0; i < checks.size(); i++) {
          Result before = results.get(i);
          if (before.found() > 0) {
            results.set(i, before.still(look(session, checks.get(i))));
          }
        }
      }
      return results;
    }
  }

  private Result look(Connection session, Check check) throws SQLException {
    String sql =
        "SELECT *, count(*) OVER () FROM (%s) AS found(system_id, point, at, text) LIMIT %d"
            .formatted(check.sql(), most);
    try (var statement = session.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<Finding> shown = new ArrayList<>();
      long found = 0;
      while (rows.next()) {
        shown.add(finding(check, rows));
        found = rows.getLong(5);
      }
      return new Result(check.name(), check.says(), found, shown);
    }
  }

  private static Finding finding(Check check, ResultSet row) throws SQLException {
    OffsetDateTime at = row.getObject(3, OffsetDateTime.class);
    return new Finding(
        check.name(),
        row.getObject(1, Integer.class),
        row.getString(2),
        at == null ? null : at.toInstant(),
        String.valueOf(row.getString(4)));
  }
}
