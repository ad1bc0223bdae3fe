package telemetry.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import telemetry.sink.Samples;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.Newest;

class ConstraintsIT {
  private static TestDatabase database;

  @BeforeAll
  static void fill() throws SQLException {
    database = TestDatabase.migrated();
    var tables = database.tables();
    var claim = tables.take(new LogPartition("telemetry.agg-5m", 0), "id", 0);
    tables.writeAggregates(
        claim,
        Newest.aggregates(
            List.of(
                Samples.gauge("3/power", Samples.END, 5.5, 1),
                Samples.gauge("6/power", Samples.END, -3.25, 1),
                Samples.counter("3/energy", Samples.END, 1234.5, 0.5),
                Samples.amount("9/kwh", Samples.END, 3.5),
                Samples.state("6/mode", Samples.END, "meter")),
            5));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /** A repair of energies that forgets the system: it meets the powers of other systems too. */
  @Test
  void anUpdateThatReachesTooFarCannotCommit() throws SQLException {
    List<String> before = database.query("SELECT * FROM telemetry_agg_5m ORDER BY 1, 2");

    assertRefused(
        "UPDATE telemetry_agg_5m SET delta = avg * sample_count, avg = NULL, min = NULL, max = NULL"
            + " WHERE point_id IN (SELECT point_id FROM point WHERE kind = 'INTERVAL')",
        "violates check constraint");

    assertThat(database.query("SELECT * FROM telemetry_agg_5m ORDER BY 1, 2")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GAUGE   | delta = avg * sample_count, avg = NULL, min = NULL, max = NULL | agg_5m_gauge
          GAUGE   | avg = NULL                          | agg_5m_gauge
          GAUGE   | delta = 1                           | agg_5m_gauge
          GAUGE   | delta_since = interval_start        | agg_5m_gauge
          GAUGE   | last_text = 'x'                     | agg_5m_gauge
          GAUGE   | min = max + 1                       | agg_5m_gauge
          GAUGE   | reset_count = 1                     | agg_5m_gauge
          GAUGE   | avg = 'NaN'                         | agg_5m_finite
          GAUGE   | last = '-Infinity'                  | agg_5m_finite
          GAUGE   | status = 'EMPTY'                    | agg_5m_empty
          GAUGE   | sample_count = 0                    | agg_5m_empty
          GAUGE   | sample_count = 0, error_count = 1   | agg_5m_nothing
          GAUGE   | error_count = -1                    | agg_5m_counts
          GAUGE   | revision_offset = -1                | agg_5m_revision
          GAUGE   | interval_start = interval_end       | agg_5m_interval
          COUNTER | avg = 1                             | agg_5m_counter
          COUNTER | last = NULL                         | agg_5m_counter
          COUNTER | delta = NULL                        | agg_5m_counter
          INTERVAL | avg = 1                            | agg_5m_amount
          INTERVAL | delta = NULL, delta_since = NULL   | agg_5m_amount
          INTERVAL | reset_count = 1                    | agg_5m_amount
          STATE   | last = 1                            | agg_5m_state
          STATE   | last_text = NULL                    | agg_5m_state
          STATE   | delta = 0                           | agg_5m_state
          """)
  void aRowIsWhatItsKindSays(String kind, String change, String constraint) {
    assertRefused(
        "UPDATE telemetry_agg_5m SET " + change + " WHERE kind = '" + kind + "'", constraint);
  }

  @Test
  void importedHistoryMayLackItsMeans() throws SQLException {
    assertThat(
            database.execute(
                "UPDATE telemetry_agg_5m SET avg = NULL, origin = 'IMPORT' WHERE kind = 'GAUGE'"
                    + " AND system_id = 3"))
        .isEqualTo(1);
    assertRefused("UPDATE telemetry_agg_5m SET delta = 1 WHERE origin = 'IMPORT'", "agg_5m_gauge");
    database.execute(
        "UPDATE telemetry_agg_5m SET avg = 5.5, origin = 'LIVE' WHERE origin = 'IMPORT'");
  }

  @Test
  void wordsThatNobodyKnowsAreRefused() {
    assertThatThrownBy(() -> database.execute("UPDATE telemetry_agg_5m SET quality = 'BAD'"))
        .hasMessageContaining("row_quality");
    assertThatThrownBy(
            () -> database.execute("UPDATE system SET status = 'GONE' WHERE system_id = 3"))
        .hasMessageContaining("system_status_known");
  }

  @Test
  void peopleReadNamesAndWords() throws SQLException {
    assertThat(
            database.query(
                "SELECT system_id, point, unit, kind, last, last_text, status FROM agg_5m ORDER BY"
                    + " system_id, point"))
        .containsExactly(
            "3|energy|W|COUNTER|1234.5|null|SETTLED",
            "3|power|W|GAUGE|5.5|null|SETTLED",
            "6|mode|W|STATE|null|meter|CORRECTED",
            "6|power|W|GAUGE|-3.25|null|SETTLED",
            "9|kwh|W|INTERVAL|3.5|null|SETTLED");
  }

  private static void assertRefused(String sql, String constraint) {
    assertThatThrownBy(() -> database.execute(sql)).hasMessageContaining(constraint);
  }
}
