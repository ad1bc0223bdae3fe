package telemetry.deploy.verify;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import telemetry.deploy.progress.DatabaseException;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.run.Roles;
import telemetry.model.Epoch;
import telemetry.sink.jdbc.Database;
import telemetry.sink.verify.SampledRows;
import telemetry.sink.verify.Scope;
import telemetry.sink.verify.Verification;
import telemetry.sink.verify.Verification.Result;

/**
 * Every invariant of the tables, and sampled rows against the log they come from.
 *
 * @param settings where database, Kafka and registry are; the latter two only for the sample
 * @param scope which rows
 * @param show how many findings a check shows at most
 * @param patience how long what is found must stay so
 * @param sample how many rows are derived again from the log; 0 for none
 */
public record WholeVerification(
    Map<String, String> settings, Scope scope, int show, Duration patience, int sample) {
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  /** Keeps the settings from changing. */
  public WholeVerification {
    settings = Map.copyOf(settings);
  }

  /**
   * Looks.
   *
   * @return one result a check
   * @throws DatabaseException if the database cannot be asked
   */
  public List<Result> run() {
    Database database = Roles.database(settings);
    try {
      List<Result> results = new ArrayList<>(new Verification(database, scope, show).run(patience));
      if (sample > 0) {
        results.add(sampled(database));
      }
      return results;
    } catch (SQLException e) {
      throw new DatabaseException("PostgreSQL: wanted to verify, found " + e.getMessage(), e);
    }
  }

  private Result sampled(Database database) throws SQLException {
    try (var cluster = Cluster.connect(settings, Clock.systemUTC());
        var scan = new TopicScan(cluster.kafka(), LONGEST_SILENCE)) {
      Epoch epoch = cluster.epoch().check();
      var rows = new SampledRows(database, scope).pick(epoch.epoch(), sample);
      return new DerivedWindows(scan, cluster.registry(), epoch, cluster.control().redefinitions())
          .check(rows, show);
    }
  }
}
