package telemetry.sink.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import telemetry.sink.jdbc.TestDatabase;
import telemetry.sink.verify.Verification.Result;

class VerificationIT {
  /** The statement of the report, in the names of this schema. */
  private static final String ENERGY_REPAIR =
      "UPDATE telemetry_agg_5m SET delta = avg * sample_count, avg = NULL, min = NULL, max = NULL"
          + " WHERE point_id IN (SELECT id FROM point_info WHERE metric_type = 'energy' AND"
          + " (transform IS NULL OR transform != 'd'))";

  private static final String RELABELLING =
      " WHERE point_id IN (SELECT p.point_id FROM point p JOIN system s ON s.system_id ="
          + " p.system_id WHERE s.vendor = 'amber' AND p.kind = 'INTERVAL')";

  private TestDatabase database;

  @BeforeEach
  void fill() throws SQLException {
    database = FilledDatabase.make();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Map<String, Result> failures() throws SQLException {
    Map<String, Result> failures = new HashMap<>();
    var verification = new Verification(database.settings(), Scope.ALL, 10_000);
    for (Result result : verification.run(Duration.ZERO)) {
      if (result.found() > 0) {
        failures.put(result.check(), result);
      }
    }
    return failures;
  }

  @Test
  void nothingIsFoundWhereNothingIsWrong() throws SQLException {
    assertThat(database.query("SELECT count(*) FROM telemetry_agg_5m")).containsExactly("576");
    assertThat(failures()).isEmpty();
    assertThat(new Verification(database.settings(), Scope.ALL, 5).run(Duration.ZERO))
        .hasSizeGreaterThan(20)
        .extracting(Result::check)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE telemetry_agg_5m SET avg = max + 1 WHERE system_id = 6 AND kind = 'GAUGE' | values agg_5m
          UPDATE telemetry_agg_5m SET last = min - 1 WHERE system_id = 6 AND kind = 'GAUGE' | values agg_5m
          UPDATE telemetry_agg_5m SET delta = delta + 0.001 WHERE system_id = 6 AND kind = 'COUNTER' | counters
          UPDATE telemetry_agg_5m SET delta_since = delta_since - interval '1 hour' WHERE system_id = 6 AND kind = 'COUNTER' | counters
          UPDATE telemetry_agg_5m SET interval_start = interval_start - interval '1 minute' WHERE system_id = 6 | intervals agg_5m
          UPDATE telemetry_agg_1h SET avg = avg + 1e-13 WHERE system_id = 6 AND kind = 'GAUGE' | fold agg_1h
          UPDATE telemetry_agg_1d SET sample_count = sample_count + 1 WHERE system_id = 6 | fold agg_1d
          UPDATE telemetry_agg_1d SET last_text = 'm1' WHERE system_id = 6 AND kind = 'STATE' | fold agg_1d
          UPDATE telemetry_agg_1h SET interval_end = interval_end + interval '1 minute' WHERE system_id = 6 | intervals agg_1h
          UPDATE telemetry_agg_5m SET kind = 'COUNTER' WHERE system_id = 6 AND kind = 'INTERVAL' | points agg_5m
          DELETE FROM point WHERE system_id = 6 AND point_id = 2 | points agg_1d
          INSERT INTO telemetry_last VALUES (77, 1, now(), 's', 1, NULL, 'GOOD', false, NULL, now(), 0, NULL, 1) | points last
          ALTER TABLE telemetry_agg_5m DROP CONSTRAINT agg_5m_gauge | guards
          ALTER TABLE point DISABLE TRIGGER point_keeps_its_name | guards
          DROP TABLE telemetry_agg_1h_%d | partitions
          """)
  void whatIsWrongIsFoundByItsCheck(String sql, String check) throws SQLException {
    int nextYear = java.time.Year.now(java.time.ZoneOffset.UTC).getValue() + 1;
    database.execute(sql.replace("%d", Integer.toString(nextYear)));

    assertThat(failures()).containsKey(check);
  }

  @Test
  void ofOneSystemAndOneTimeTheRestDoesNotCount() throws SQLException {
    database.execute(
        "UPDATE telemetry_agg_5m SET avg = max + 1 WHERE system_id = 6 AND kind = 'GAUGE'");

    assertThat(
            new Verification(database.settings(), new Scope(null, null, 5), 5).run(Duration.ZERO))
        .allSatisfy(result -> assertThat(result.found()).isZero());
    var longAgo = new Scope(null, java.time.Instant.EPOCH, null);
    assertThat(new Verification(database.settings(), longAgo, 5).run(Duration.ZERO))
        .allSatisfy(result -> assertThat(result.found()).isZero());
  }

  /** Energies were to be repaired; the powers of other systems have the same numbers. */
  @Test
  void aRepairThatForgetsTheSystemIsStoppedOrFoundRowForRow() throws SQLException {
    assertThatThrownBy(
            () ->
                database.execute(
                    ENERGY_REPAIR.replace("telemetry_agg_5m", "point_readings_agg_5m")))
        .hasMessageContaining("cannot update view");
    assertThatThrownBy(() -> database.execute(ENERGY_REPAIR))
        .hasMessageContaining("violates check constraint \"agg_5m_");
    assertThat(failures()).isEmpty();

    // When somebody takes the constraints away
    for (String kind : List.of("gauge", "counter", "amount", "state")) {
      database.execute("ALTER TABLE telemetry_agg_5m DROP CONSTRAINT agg_5m_" + kind);
    }
    var before = new TreeSet<>(rows());
    database.execute(ENERGY_REPAIR);

    var changed = new TreeSet<>(rows());
    changed.removeAll(before);
    assertThat(changed).hasSizeGreaterThan(300);
    var found = new TreeSet<String>();
    failures()
        .get("kinds agg_5m")
        .shown()
        .forEach(one -> found.add(one.systemId() + "|" + one.point() + "|" + one.at()));
    var wanted = new TreeSet<String>();
    changed.forEach(row -> wanted.add(row.substring(0, row.indexOf('Z') + 1)));
    assertThat(found).isEqualTo(wanted);
    assertThat(failures()).containsKeys("guards", "fold agg_1h", "fold agg_1d");
  }

  private List<String> rows() throws SQLException {
    return database.query(
        "SELECT r.system_id, p.path, to_char(r.interval_end AT TIME ZONE 'UTC',"
            + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), r.avg, r.min, r.max, r.delta FROM"
            + " telemetry_agg_5m r JOIN point p ON p.system_id = r.system_id AND p.point_id ="
            + " r.point_id");
  }

  /** The labels of one vendor's points were to be set; those of all systems would have been. */
  @Test
  void aRelabellingThatForgetsTheSystemIsStopped() throws SQLException {
    List<String> before = database.query("SELECT * FROM point ORDER BY 1, 2");

    assertThatThrownBy(
            () ->
                database.execute(
                    "UPDATE point_info SET origin_sub_id = 'import_kwh', point_name = 'Grid"
                        + " import' WHERE id IN (SELECT pi.id FROM point_info pi JOIN system s ON"
                        + " pi.system_id = s.system_id WHERE s.vendor = 'amber')"))
        .hasMessageContaining("cannot update view");
    assertThatThrownBy(
            () ->
                database.execute(
                    "UPDATE point SET path = 'import_kwh', name = 'Grid import'" + RELABELLING))
        .hasMessageContaining("its path, kind and numbers never change");
    assertThatThrownBy(
            () -> database.execute("UPDATE point SET name = 'Grid import'" + RELABELLING))
        .hasMessageContaining("points of 6 systems at once: wanted one");
    assertThatThrownBy(() -> database.execute("DELETE FROM point" + RELABELLING))
        .hasMessageContaining("points of 6 systems at once: wanted one");

    assertThat(database.query("SELECT * FROM point ORDER BY 1, 2")).isEqualTo(before);
    assertThat(
            database.execute(
                "UPDATE point SET name = 'Grid import' WHERE system_id = 9 AND kind = 'INTERVAL'"))
        .isEqualTo(1);
  }
}
