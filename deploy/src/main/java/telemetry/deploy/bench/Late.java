package telemetry.deploy.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import telemetry.deploy.bench.stand.Folder;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.bench.stand.StandException;
import telemetry.deploy.bench.workload.Absent;
import telemetry.deploy.bench.workload.Length;
import telemetry.deploy.bench.workload.Polls;
import telemetry.deploy.bench.workload.Reference;
import telemetry.deploy.bench.workload.Verdict;
import telemetry.deploy.bench.workload.Workload;
import telemetry.deploy.progress.TopicScan;

/**
 * A reading comes days late, within reach: how long until every row that depends on it is
 * corrected, and whether no other row is touched.
 */
public final class Late {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(5);

  /** So much after the rows are there, nothing more may have come. */
  private static final Duration REST = Duration.ofSeconds(3);

  private static final int POLLS_A_DAY = 24 * 60;
  private static final int DAYS = 7;
  private static final int DAYS_LATE = 6;

  /** The last poll of a window: the next window's counters have their base in it. */
  private static final int LAST_OF_WINDOW = 4;

  private static final String TOUCHED =
      """
      SELECT
        (SELECT count(*) FROM telemetry_agg_5m WHERE system_id = ? AND revision_offset >= ?)
        + (SELECT count(*) FROM telemetry_agg_1h WHERE system_id = ? AND revision_offset >= ?)
        + (SELECT count(*) FROM telemetry_agg_1d WHERE system_id = ? AND revision_offset >= ?)""";

  private final Stand stand;
  private final Workload workload;
  private final Ours ours;
  private final List<String> jvmOptions;
  private final Set<Integer> came = new HashSet<>();

  /**
   * One late reading.
   *
   * @param system whose
   * @param wallSeconds from its sending until all rows were corrected in PostgreSQL
   * @param rows that depend on it: of windows, hours and days
   * @param touched rows that were written after it came
   */
  public record Correction(int system, double wallSeconds, long rows, long touched) {}

  /**
   * On a stand.
   *
   * @param systems with a week of history each; one late reading for each
   */
  public Late(
      Stand stand, int systems, long seed, Map<String, String> settings, List<String> jvmOptions) {
    this.stand = stand;
    this.workload = Workload.minutely(systems, DAYS * 24, seed);
    this.ours = new Ours(stand, workload, settings);
    this.jvmOptions = List.copyOf(jvmOptions);
  }

  /** The poll of a system that comes late: six days before its newest, more or less. */
  private int late(int system) {
    int newest = workload.polls() - 1 - DAYS_LATE * POLLS_A_DAY;
    int window = newest / workload.pollsInWindow() - system % 12;
    return window * workload.pollsInWindow() + LAST_OF_WINDOW;
  }

  private boolean isAbsent(int system, int poll) {
    return poll == late(system) && !came.contains(system);
  }

  /**
   * Measures.
   *
   * @param tells of each correction as it comes
   */
  public List<Correction> run(Consumer<Correction> tells) throws SQLException {
    Folder.delete(Ours.state(stand));
    stand.topics().make(Set.of());
    stand.database().make();
    try (var loader = new Loader(stand.cluster())) {
      loader.readings(workload, this::isAbsent);
    }
    var corrections = new ArrayList<Correction>();
    try (var scan = new TopicScan(stand.cluster().kafka(), Checks.PATIENCE);
        var places = new Places(stand);
        var launch = new Launch(stand, "late", jvmOptions);
        var sender = new Sender(stand.cluster(), Map.of());
        var database = stand.database().connect()) {
      launch.start(ours.streams());
      launch.start(ours.sink());
      var finish = new Finish(scan, launch.running());
      finish.await(Ours.readingsToRows(places), PATIENCE);
      for (int system = 1; system <= workload.systems(); system++) {
        Correction correction = correct(system, sender, database);
        tells.accept(correction);
        corrections.add(correction);
      }
      finish.await(Ours.readingsToRows(places), PATIENCE);
    }
    Verdict verdict = Checks.tables(stand, workload);
    if (!verdict.allRight()) {
      throw new StandException("not every row is right:\n" + String.join("\n", verdict.problems()));
    }
    return corrections;
  }

  private Correction correct(int system, Sender sender, Connection database) throws SQLException {
    long expected = dependent(system);
    long began = System.nanoTime();
    RecordMetadata place = sender.sendNow(new Polls(workload).reading(system, late(system)));
    long deadline = began + SOON.toNanos();
    while (touched(database, system, place.offset()) < expected) {
      if (System.nanoTime() > deadline) {
        throw new StandException(
            "system %d: wanted %d rows corrected, found %d"
                .formatted(system, expected, touched(database, system, place.offset())));
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    double wall = (System.nanoTime() - began) / 1e9;
    LockSupport.parkNanos(REST.toNanos());
    came.add(system);
    return new Correction(system, wall, expected, touched(database, system, place.offset()));
  }

  /** Rows that are others with the late reading than without. */
  private long dependent(int system) {
    var without = new Reference(workload, this::isAbsent);
    Absent otherSystems = (of, poll) -> of != system && isAbsent(of, poll);
    var with = new Reference(workload, otherSystems);
    long rows = 0;
    for (Length length : Length.values()) {
      for (int point = 0; point < workload.points().size(); point++) {
        for (int place = 0; place < workload.rows(length); place++) {
          var before = without.row(system, point, length, place);
          rows += before.equals(with.row(system, point, length, place)) ? 0 : 1;
        }
      }
    }
    return rows;
  }

  private static long touched(Connection database, int system, long offset) throws SQLException {
    try (var statement = database.prepareStatement(TOUCHED)) {
      for (int i = 1; i <= 6; i += 2) {
        statement.setInt(i, system);
        statement.setLong(i + 1, offset);
      }
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
