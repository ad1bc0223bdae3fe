package telemetry.deploy.gaps;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import telemetry.control.ControlLog;
import telemetry.deploy.progress.DatabaseException;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.run.Roles;
import telemetry.model.AcceptedGap;
import telemetry.model.PointKey;
import telemetry.sink.jdbc.Database;

/** The holes in the rows of one pipeline, and those that somebody accepted. */
public final class Gaps {
  /** As far on either side as expectations reach. */
  private static final Duration AROUND = Duration.ofDays(15);

  private static final String SELECT =
      """
      SELECT system_id, path, (extract(epoch FROM interval_end) * 1000)::bigint
      FROM telemetry_agg_5m JOIN point USING (system_id, point_id)
      WHERE status <> 'EMPTY' AND interval_end > ? AND interval_end <= ?
        AND (cardinality(?::integer[]) = 0 OR system_id = ANY (?::integer[]))
      ORDER BY system_id, path, interval_end\
      """;

  private final Map<String, String> settings;
  private final Clock clock;

  /** Of a pipeline; the settings say where Kafka, the registry and PostgreSQL are. */
  public Gaps(Map<String, String> settings, Clock clock) {
    this.settings = Map.copyOf(settings);
    this.clock = clock;
  }

  /**
   * The holes of some points in (after, until].
   *
   * @param systems whose; of all if there are none
   * @param points which of theirs
   * @param fewest how many intervals must be missing in a row
   */
  public List<Gap> find(
      Collection<Integer> systems,
      Predicate<PointKey> points,
      Instant after,
      Instant until,
      int fewest) {
    var gaps = new ArrayList<Gap>();
    rows(systems, points, after, until)
        .forEach(
            (text, ends) ->
                gaps.addAll(new Coverage(ends).gaps(PointKey.parse(text), after, until, fewest)));
    return gaps;
  }

  private Map<String, List<Long>> rows(
      Collection<Integer> systems, Predicate<PointKey> points, Instant after, Instant until) {
    Map<String, List<Long>> ends = new TreeMap<>();
    Database database = Roles.database(settings);
    try (Connection connection = database.connect("telemetry-gaps")) {
      connection.setAutoCommit(false);
      try (var statement = connection.prepareStatement(SELECT)) {
        statement.setFetchSize(5_000);
        statement.setObject(1, utc(after.minus(AROUND)));
        statement.setObject(2, utc(until.plus(AROUND)));
        Array wanted = connection.createArrayOf("integer", systems.toArray());
        statement.setArray(3, wanted);
        statement.setArray(4, wanted);
        try (var row = statement.executeQuery()) {
          while (row.next()) {
            var key = new PointKey(row.getInt(1), row.getString(2));
            if (points.test(key)) {
              ends.computeIfAbsent(key.text(), k -> new ArrayList<>()).add(row.getLong(3));
            }
          }
        }
      }
    } catch (SQLException e) {
      throw new DatabaseException("table telemetry_agg_5m: " + e.getMessage(), e);
    }
    return ends;
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** Those that somebody accepted. */
  public List<AcceptedGap> accepted() {
    try (Cluster cluster = Cluster.connect(settings, clock)) {
      return control(cluster).facts().values().stream()
          .filter(AcceptedGap.class::isInstance)
          .map(AcceptedGap.class::cast)
          .toList();
    }
  }

  /** Accepts one. */
  public void accept(AcceptedGap gap) {
    try (Cluster cluster = Cluster.connect(settings, clock)) {
      control(cluster).write(gap);
    }
  }

  private static ControlLog control(Cluster cluster) {
    return new ControlLog(cluster.kafka(), cluster.registry());
  }
}
