package telemetry.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import telemetry.model.Aggregate;
import telemetry.model.SystemDeclaration;
import telemetry.sink.Samples;
import telemetry.sink.batch.Attempt;
import telemetry.sink.batch.Attempt.Written;
import telemetry.sink.batch.Batch;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.Newest;
import telemetry.sink.batch.SystemChange;
import telemetry.sink.batch.Tables;
import telemetry.sink.batch.TablesUnavailable;

class PointNumbersIT {
  private TestDatabase database;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.migrated();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void twoSinksThatMeetTheSamePointsAgreeOnTheirNumbers() throws Exception {
    var together = new CyclicBarrier(2);
    var threads = Executors.newFixedThreadPool(2);
    List<Future<?>> sinks = new ArrayList<>();
    for (int sink = 0; sink < 2; sink++) {
      int mine = sink;
      sinks.add(
          threads.submit(
              () -> {
                var tables = database.tables("sink-" + mine);
                var claim = tables.take(new LogPartition("telemetry.agg-5m", mine), "id", 0);
                for (int round = 0; round < 20; round++) {
                  together.await(10, TimeUnit.SECONDS);
                  var batch = Newest.aggregates(rows(round, mine), claim.next() + 1);
                  assertThat(written(tables, claim, batch)).isInstanceOf(Written.class);
                  claim = claim.movedTo(batch.next());
                }
                return null;
              }));
    }
    for (Future<?> sink : sinks) {
      sink.get();
    }
    threads.shutdown();

    assertThat(
            database.query(
                "SELECT system_id, count(*), min(point_id), max(point_id) FROM point GROUP BY 1"
                    + " ORDER BY 1"))
        .containsExactly("1|80|1|80", "2|80|1|80", "3|80|1|80");
    assertThat(
            database.query(
                "SELECT count(*) FROM telemetry_agg_5m r JOIN point p ON p.system_id = r.system_id"
                    + " AND p.point_id = r.point_id WHERE r.avg <> length(p.path)"))
        .containsExactly("0");
  }

  /**
   * As the consumer's loop writes: a partition that the other sink has made this instant may be in
   * the catalogue and not yet in what the server's process knows of the table.
   */
  private static Attempt written(Tables tables, Claim claim, Batch<Aggregate> batch) {
    for (int attempt = 1; ; attempt++) {
      try {
        return tables.writeAggregates(claim, batch);
      } catch (TablesUnavailable e) {
        if (attempt == 3) {
          throw e;
        }
      }
    }
  }

  /** New points in each round, the same for both sinks, from ends that differ. */
  private static List<Aggregate> rows(int round, int sink) {
    List<Aggregate> rows = new ArrayList<>();
    for (int system = 1; system <= 3; system++) {
      for (int point = 0; point < 4; point++) {
        String path = "p" + (sink == 0 ? point : 3 - point) + "x".repeat(round);
        rows.add(
            Samples.gauge(
                system + "/" + path,
                Samples.END.plusSeconds(300L * sink + 86_400L * 31 * round),
                path.length(),
                1));
      }
    }
    return rows;
  }

  @Test
  void aStubBecomesASystemAndARemovedOneKeepsItsName() throws SQLException {
    var tables = database.tables();
    var rows = tables.take(new LogPartition("telemetry.agg-5m", 0), "id", 0);
    tables.writeAggregates(
        rows, Newest.aggregates(List.of(Samples.gauge("6/a/b", Samples.END, 1, 1)), 1));
    assertThat(database.query("SELECT system_id, declared, name FROM system"))
        .containsExactly("6|f|null");

    var systems = tables.take(new LogPartition("telemetry.systems", 0), "id", 0);
    var home =
        new SystemDeclaration(
            6, "fronius", "site-6", "Home", ZoneId.of("Australia/Sydney"), true, List.of());
    tables.writeSystems(systems, Newest.systems(List.of(new SystemChange(6, home)), 1));
    assertThat(
            database.query("SELECT declared, vendor, site_id, name, timezone, status FROM system"))
        .containsExactly("t|fronius|site-6|Home|Australia/Sydney|ACTIVE");

    tables.writeSystems(systems.movedTo(1), Newest.systems(List.of(new SystemChange(6, null)), 2));
    assertThat(database.query("SELECT declared, name, timezone, status, last_point_id FROM system"))
        .containsExactly("f|Home|Australia/Sydney|DISABLED|1");
    assertThat(database.query("SELECT system_id, point_id, path, kind, unit FROM point"))
        .containsExactly("6|1|a/b|GAUGE|W");
  }
}
