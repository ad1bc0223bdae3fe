package telemetry.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import telemetry.sink.batch.TableForm;
import telemetry.sink.jdbc.Database;
import telemetry.sink.jdbc.TestDatabase;
import telemetry.topics.Topics;

/**
 * A database that cannot be written now, in every way that one can be made so: the sink waits, says
 * why, moves no place, and goes on by itself.
 */
class DatabaseFaultsIT {
  @TempDir private static Path directory;
  private static TestBroker broker;

  private SinkRig rig;
  private TestDatabase database;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = TestBroker.start(directory);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void begin() throws Exception {
    rig = new SinkRig(broker);
    database = TestDatabase.migrated();
  }

  @AfterEach
  void end() {
    rig.close();
    database.close();
  }

  private record Fault(String name, String sqlState, String begin, String end) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Connections that stand are cut, so that new ones have it. */
  private static final String CUT =
      "; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name ="
          + " 'telemetry-sink'";

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault(
            "no connection is left",
            "53300",
            "ALTER ROLE sink_test CONNECTION LIMIT 0" + CUT,
            "ALTER ROLE sink_test CONNECTION LIMIT -1"),
        new Fault(
            "read-only",
            "25006",
            "ALTER ROLE sink_test SET default_transaction_read_only = on" + CUT,
            "ALTER ROLE sink_test RESET default_transaction_read_only" + CUT),
        new Fault(
            "full, as it says so",
            "53100",
            """
            CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
            CREATE TRIGGER full_disk BEFORE INSERT ON telemetry_agg_5m
              FOR EACH ROW EXECUTE FUNCTION full_disk()""",
            "DROP TRIGGER full_disk ON telemetry_agg_5m"),
        new Fault(
            "too slow",
            "57014",
            """
            CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$;
            CREATE TRIGGER slow BEFORE INSERT ON telemetry_agg_5m
              FOR EACH ROW EXECUTE FUNCTION slow()""",
            "DROP TRIGGER slow ON telemetry_agg_5m"),
        new Fault(
            "no right",
            "42501",
            "REVOKE INSERT ON telemetry_agg_5m FROM telemetry_writer",
            "GRANT INSERT ON telemetry_agg_5m TO telemetry_writer"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void itIsWaitedForAndSaid(Fault fault) throws Exception {
    rig.send(1, 100, true);
    try (var sink = rig.start(database, "sink.statement.timeout.ms", "400")) {
      SinkRig.awaitRows(database, 100);
      rig.awaitPlacesAtTheEnd(database);
      // A session of before: the fault may keep new ones out.
      try (var owner = database.connect()) {
        run(owner, fault.begin());
        try {
          rig.send(101, 100, true);
          await()
              .atMost(SinkRig.SOON)
              .untilAsserted(
                  () -> {
                    assertThat(sink.health().ready()).isFalse();
                    assertThat(sink.health().live()).isTrue();
                    assertThat(sink.health().reason()).contains(fault.sqlState());
                  });
          assertThat(count(owner, "SELECT count(*) FROM telemetry_agg_5m")).isEqualTo(100);
        } finally {
          run(owner, fault.end());
        }
      }
      SinkRig.awaitRows(database, 200);
      rig.awaitPlacesAtTheEnd(database);
      await().atMost(SinkRig.SOON).until(() -> sink.health().ready());
    }
    assertThat(rig.count(Topics.AGG_5M, "rejected")).isZero();
  }

  private void run(Connection session, String sql) throws SQLException {
    try (var statement = session.createStatement()) {
      statement.execute(sql.formatted(session.getCatalog()));
    }
  }

  private static long count(Connection session, String sql) throws SQLException {
    try (var statement = session.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void aServerThatIsStoppedIsWaitedFor(@TempDir Path files) throws Exception {
    var builder = EmbeddedPostgres.builder().setDataDirectory(files).setCleanDataDirectory(false);
    EmbeddedPostgres server = builder.start();
    String url = server.getJdbcUrl("postgres", "postgres");
    new Database(url, "postgres", null, Duration.ofSeconds(20)).migrate(TableForm.AUTO);
    try (var owner = DriverManager.getConnection(url)) {
      run(owner, "CREATE ROLE sink_test LOGIN IN ROLE telemetry_writer");
    }
    try (var sink = rig.sink(url, Map.of(), () -> {})) {
      sink.start();
      await().atMost(SinkRig.SOON).until(() -> sink.health().ready());
      server.close();
      rig.send(1, 100, true);
      await()
          .atMost(SinkRig.SOON)
          .until(() -> !sink.health().ready() && sink.health().reason().contains("SQLSTATE 08001"));
      assertThat(sink.health().live()).isTrue();

      server = builder.setPort(server.getPort()).start();
      await().atMost(SinkRig.SOON).until(() -> sink.health().ready());
      try (var owner = DriverManager.getConnection(url)) {
        await()
            .atMost(SinkRig.SOON)
            .until(() -> count(owner, "SELECT count(*) FROM telemetry_agg_5m") == 100);
      }
    } finally {
      server.close();
    }
  }

  @Test
  void aFullDiskIsWaitedForAndSaid(@TempDir Path files) throws Exception {
    try (var disk = SmallDisk.mount(files.resolve("small"))) {
      String tablespace = "small_" + ProcessHandle.current().pid();
      rig.send(1, 100, true);
      try (var sink = rig.start(database)) {
        SinkRig.awaitRows(database, 100);
        rig.awaitPlacesAtTheEnd(database);
        try (var owner = database.connect()) {
          run(owner, "CREATE TABLESPACE " + tablespace + " LOCATION '" + disk.place() + "'");
          for (String partition :
              database.query(
                  "SELECT part FROM telemetry_partition WHERE parent = 'telemetry_agg_5m'")) {
            run(owner, "ALTER TABLE " + partition + " SET TABLESPACE " + tablespace);
          }
          disk.fill();
          rig.send(101, 1000, true);
          await()
              .atMost(SinkRig.SOON)
              .untilAsserted(() -> assertThat(sink.health().reason()).contains("SQLSTATE 53100"));
          assertThat(sink.health().ready()).isFalse();
          assertThat(sink.health().live()).isTrue();
          // The pages that are there may still have taken a small batch.
          assertThat(count(owner, "SELECT count(*) FROM telemetry_agg_5m")).isLessThan(1100);
          disk.free();
          SinkRig.awaitRows(database, 1100);
          rig.awaitPlacesAtTheEnd(database);
          await().atMost(SinkRig.SOON).until(() -> sink.health().ready());
        } finally {
          disk.free();
          database.execute("TRUNCATE telemetry_agg_5m");
          for (String partition :
              database.query(
                  "SELECT part FROM telemetry_partition WHERE parent = 'telemetry_agg_5m'")) {
            database.execute("ALTER TABLE " + partition + " SET TABLESPACE pg_default");
          }
          database.execute("DROP TABLESPACE IF EXISTS " + tablespace);
        }
      }
    }
    assertThat(rig.count(Topics.AGG_5M, "rejected")).isZero();
  }

  /** Somebody repairs rows in another order than ours. */
  @Test
  void aDeadlockIsLostOnceAndThenWon() throws Exception {
    // The sink looks for a deadlock after it is one, and the other never does: the sink loses.
    database.execute("ALTER ROLE sink_test SET deadlock_timeout = '2s'");
    rig.send(1, 100, true);
    try (var sink = rig.start(database);
        var repair = database.connect()) {
      SinkRig.awaitRows(database, 100);
      repair.setAutoCommit(false);
      run(repair, "SET deadlock_timeout = '60s'");
      run(repair, "UPDATE telemetry_agg_5m SET last = 1 WHERE system_id = 1 AND avg = 10");
      rig.send(1, 100, true);
      awaitBlockedBy(repair);
      run(repair, "UPDATE telemetry_agg_5m SET last = 1 WHERE system_id = 1 AND avg = 5");
      awaitPassing(sink, "40P01");
      repair.rollback();
      SinkRig.awaitRows(database, 100);
      rig.awaitPlacesAtTheEnd(database);
      await().atMost(SinkRig.SOON).until(() -> sink.health().ready());
    } finally {
      database.execute("ALTER ROLE sink_test RESET deadlock_timeout");
    }
    assertThat(rig.count(Topics.AGG_5M, "rejected")).isZero();
  }

  /** Whoever runs the server may have chosen an isolation in which concurrent changes fail. */
  @Test
  void aSerializationFailureIsTriedAgain() throws Exception {
    database.execute("ALTER ROLE sink_test SET default_transaction_isolation = 'repeatable read'");
    rig.send(1, 100, true);
    try (var sink = rig.start(database);
        var other = database.connect()) {
      SinkRig.awaitRows(database, 100);
      rig.awaitPlacesAtTheEnd(database);
      other.setAutoCommit(false);
      run(other, "UPDATE sink_offset SET moved_at = now()");
      rig.send(101, 100, true);
      awaitBlockedBy(other);
      other.commit();
      awaitPassing(sink, "40001");
      SinkRig.awaitRows(database, 200);
      rig.awaitPlacesAtTheEnd(database);
      await().atMost(SinkRig.SOON).until(() -> sink.health().ready());
    } finally {
      database.execute("ALTER ROLE sink_test RESET default_transaction_isolation");
    }
  }

  /** A trouble that is over with the next try, a tenth of a second later. */
  private static void awaitPassing(SinkRole sink, String sqlState) {
    await()
        .atMost(SinkRig.SOON)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> sink.health().reason().contains(sqlState));
  }

  /** That somebody waits for this one: others wait for each other in databases of other tests. */
  private void awaitBlockedBy(Connection holder) throws SQLException {
    int pid = holder.unwrap(PGConnection.class).getBackendPID();
    await()
        .atMost(SinkRig.SOON)
        .until(
            () ->
                !database
                    .query(
                        "SELECT 1 FROM pg_stat_activity WHERE %d = ANY (pg_blocking_pids(pid))"
                            .formatted(pid))
                    .isEmpty());
  }
}
