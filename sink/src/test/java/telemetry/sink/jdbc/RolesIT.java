package telemetry.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import telemetry.model.Redefinitions;
import telemetry.sink.Samples;
import telemetry.sink.batch.Attempt.Written;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.Newest;
import telemetry.sink.batch.TableForm;

class RolesIT {
  private static TestDatabase database;

  @BeforeAll
  static void fill() throws SQLException {
    database = TestDatabase.migrated();
    database.login("reader_test", "telemetry_reader");
    database.login("admin_test", "telemetry_admin");
    var tables = database.tables();
    var claim = tables.take(new LogPartition("telemetry.agg-5m", 0), "id", 0);
    tables.writeAggregates(
        claim, Newest.aggregates(List.of(Samples.gauge("6/w", Samples.END, 1, 1)), 1));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM telemetry_agg_5m",
        "TRUNCATE sink_offset",
        "DROP TABLE point",
        "DROP TABLE telemetry_agg_5m_2026_11",
        "ALTER TABLE telemetry_agg_5m DROP CONSTRAINT agg_5m_gauge",
        "ALTER TABLE telemetry_agg_5m DETACH PARTITION telemetry_agg_5m_2026_11",
        "CREATE TABLE mine (i integer)",
        "UPDATE flyway_schema_history SET success = false",
        "UPDATE partitioned_table SET span = 'year'",
        "CALL telemetry_grant('point')",
        "CALL telemetry_expect(0, 'DROP TABLE point')",
        "SET ROLE telemetry_admin",
      })
  void theWriterMayWriteAndNoMore(String sql) {
    assertRefused("sink_test", sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE point SET name = 'x'",
        "INSERT INTO system (system_id) VALUES (99)",
        "DELETE FROM telemetry_agg_5m",
        "SELECT telemetry_partitions_make('telemetry_agg_5m', ARRAY[DATE '2030-01-01'])",
        "SELECT telemetry_partitions_drop('telemetry_agg_5m', '8 days')",
      })
  void theReaderMayReadAndNoMore(String sql) {
    assertRefused("reader_test", sql);
  }

  @Test
  void theAdminMayRepairRowsAndNotTheSchema() throws SQLException {
    run("admin_test", "UPDATE point SET name = 'Roof' WHERE system_id = 6 AND point_id = 1");
    run("admin_test", "DELETE FROM telemetry_agg_5m WHERE system_id = 7");
    run("admin_test", "SELECT telemetry_partitions_drop('telemetry_agg_5m', '3650 days')");
    assertRefused("admin_test", "ALTER TABLE telemetry_agg_5m DROP CONSTRAINT agg_5m_gauge");
  }

  @Test
  void everythingHereCanBeReadByReaders() throws SQLException {
    assertThat(
            database.query(
                "SELECT c.oid::regclass FROM pg_class c WHERE relnamespace = 'public'::regnamespace"
                    + " AND relkind IN ('r', 'p', 'v') AND NOT relispartition AND NOT"
                    + " has_table_privilege('telemetry_reader', c.oid, 'SELECT')"))
        .isEmpty();
  }

  @Test
  void whatRunsAsTheOwnerIsForMembersAloneAndLooksNowhereElse() throws SQLException {
    assertThat(
            database.query(
                "SELECT p.oid::regprocedure FROM pg_proc p WHERE prosecdef AND pronamespace ="
                    + " 'public'::regnamespace AND (has_function_privilege('public', p.oid,"
                    + " 'EXECUTE') OR NOT 'search_path=public, pg_temp' = ANY"
                    + " (proconfig))"))
        .isEmpty();
  }

  @Test
  void aTemporaryTableInTheWayIsNotTaken() throws SQLException {
    assertThatThrownBy(
            () ->
                run(
                    "sink_test",
                    "CREATE TEMPORARY TABLE partitioned_table (name text, span text); INSERT INTO"
                        + " pg_temp.partitioned_table VALUES ('point', 'year'); SELECT"
                        + " telemetry_partitions_make('point', ARRAY[DATE '2030-01-01'])"))
        .hasMessageContaining("no table that is divided by time: point");
  }

  @Test
  void aChangeOfAnotherSizeThanExpectedIsUndone() throws SQLException {
    assertThatThrownBy(
            () ->
                database.execute(
                    "CALL telemetry_expect(2, $$UPDATE point SET name = 'y' WHERE system_id = 6$$)"))
        .hasMessageContaining("wanted to change 2 rows, would have changed 1");
    assertThat(database.query("SELECT count(*) FROM point WHERE name = 'y'")).containsExactly("0");
  }

  /** On a server of its own, where the roles are not there yet. */
  @Test
  void anOwnerWhoMayNotCreateRolesSaysWhatToRunAndThenGoesOn() throws Exception {
    try (var server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        var admin = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
        var statement = admin.createStatement()) {
      statement.execute("CREATE ROLE keeper LOGIN");
      statement.execute("CREATE DATABASE telemetry OWNER keeper");
      String url = server.getJdbcUrl("keeper", "telemetry");
      var keeper = new Database(url, "keeper", null, Duration.ofSeconds(20));

      assertThatThrownBy(() -> keeper.migrate(TableForm.AUTO))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("CREATE ROLE telemetry_writer NOLOGIN;");

      statement.execute("CREATE ROLE telemetry_writer NOLOGIN");
      statement.execute("CREATE ROLE telemetry_reader NOLOGIN");
      statement.execute("CREATE ROLE telemetry_admin NOLOGIN");
      assertThat(keeper.migrate(TableForm.AUTO)).isPositive();
      assertThat(keeper.migrate(TableForm.AUTO)).isZero();

      statement.execute("CREATE ROLE scribe LOGIN IN ROLE telemetry_writer");
      var scribe =
          new Database(
              server.getJdbcUrl("scribe", "telemetry"), "scribe", null, Duration.ofSeconds(20));
      assertThat(scribe.migrate(TableForm.AUTO)).as("nothing is due").isZero();
      try (var pool = scribe.open("scribe", 1)) {
        var tables = new PostgresTables(pool, Keep.USUAL, Redefinitions.NONE);
        var claim = tables.take(new LogPartition("telemetry.agg-5m", 0), "id", 0);
        assertThat(
                tables.writeAggregates(
                    claim, Newest.aggregates(List.of(Samples.gauge("6/w", Samples.END, 1, 1)), 1)))
            .isEqualTo(new Written(1, 0, 0, 0));
      }
    }
  }

  private static void run(String user, String sql) throws SQLException {
    try (var session = database.as(user).connect("test");
        var statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void assertRefused(String user, String sql) {
    assertThatThrownBy(() -> run(user, sql))
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
  }
}
