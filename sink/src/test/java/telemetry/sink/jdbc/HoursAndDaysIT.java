package telemetry.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import telemetry.model.Aggregate;
import telemetry.model.SystemDeclaration;
import telemetry.sink.Samples;
import telemetry.sink.batch.Attempt.Written;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.Newest;
import telemetry.sink.batch.SystemChange;

class HoursAndDaysIT {
  private TestDatabase database;
  private PostgresTables tables;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.migrated();
    tables = database.tables();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void write(String topic, Aggregate... rows) {
    var claim = tables.take(new LogPartition(topic, 0), "id", 0);
    assertThat(
            tables.writeAggregates(
                claim, Newest.aggregates(List.of(rows), claim.next() + rows.length)))
        .isEqualTo(new Written(rows.length, 0, 0, 0));
  }

  @Test
  void eachLengthHasItsTableAndAYearItsPartition() throws SQLException {
    write("telemetry.agg-1h", Samples.gauge("6/w", Instant.parse("2019-12-31T23:00:00Z"), 1, 1));
    write("telemetry.agg-1h", Samples.gauge("6/w", Instant.parse("2020-01-01T00:00:00Z"), 2, 1));
    write("telemetry.agg-1d", Samples.counter("6/e", Instant.parse("2020-06-01T00:00:00Z"), 9, 2));

    assertThat(database.query("SELECT tableoid::regclass, avg FROM telemetry_agg_1h ORDER BY 1"))
        .containsExactly("telemetry_agg_1h_2019|1", "telemetry_agg_1h_2020|2");
    assertThat(database.query("SELECT tableoid::regclass, delta FROM telemetry_agg_1d"))
        .containsExactly("telemetry_agg_1d_2020|2");
    assertThat(database.query("SELECT count(*) FROM telemetry_agg_5m")).containsExactly("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1h", "1d"})
  void theTableOfKindsHoldsHereTooByItsOwnName(String length) throws SQLException {
    write("telemetry.agg-" + length, Samples.gauge("6/w", Samples.END, 1, 1));

    assertThatThrownBy(() -> database.execute("UPDATE telemetry_agg_" + length + " SET delta = 1"))
        .hasMessageContaining("agg_" + length + "_gauge");
    assertThatThrownBy(
            () -> database.execute("UPDATE telemetry_agg_" + length + " SET avg = 'NaN'"))
        .hasMessageContaining("agg_" + length + "_finite");
    assertThat(
            database.query(
                "SELECT count(*) FROM pg_constraint WHERE contype = 'c' AND conrelid ="
                    + " 'telemetry_agg_%s'::regclass".formatted(length)))
        .isEqualTo(
            database.query(
                "SELECT count(*) FROM pg_constraint WHERE contype = 'c' AND conrelid ="
                    + " 'telemetry_agg_5m'::regclass"));
  }

  @Test
  void aDayIsTheOneOfItsSystem() throws SQLException {
    var systems = tables.take(new LogPartition("telemetry.systems", 0), "id", 0);
    var home =
        new SystemDeclaration(
            6, "fronius", "site-6", "Home", ZoneId.of("Australia/Sydney"), true, List.of());
    tables.writeSystems(systems, Newest.systems(List.of(new SystemChange(6, home)), 1));
    // A day of Sydney, of which these rows hold the last 5 minutes.
    write("telemetry.agg-1d", Samples.gauge("6/w", Instant.parse("2026-11-20T13:00:00Z"), 1, 1));

    assertThat(database.query("SELECT system, point, day FROM agg_1d"))
        .containsExactly("Home|w|2026-11-20");
    assertThat(database.query("SELECT system_id, point_id, day, avg FROM point_readings_agg_1d"))
        .containsExactly("6|1|2026-11-20|1");
  }

  @Test
  void queriesOfBeforeFindTheirNames() throws SQLException {
    write(
        "telemetry.agg-5m",
        Samples.gauge("3/battery_w", Samples.END, 5.5, 1),
        Samples.counter("3/solar_wh_total", Samples.END, 7, 2));

    assertThat(
            database.query(
                "SELECT system_id, id, origin_sub_id, display_name, subsystem, metric_type,"
                    + " metric_unit, transform FROM point_info ORDER BY id"))
        .containsExactly(
            "3|1|battery_w|battery_w|battery|power|W|null",
            "3|2|solar_wh_total|solar_wh_total|solar|power|W|d");
    assertThat(
            database.query(
                "SELECT interval_end, avg, min, max, last, delta, sample_count, error_count FROM"
                    + " point_readings_agg_5m WHERE (system_id, point_id) IN (SELECT system_id, id"
                    + " FROM point_info WHERE transform IS NULL)"))
        .containsExactly(Samples.END.toEpochMilli() + "|5.5|5.5|5.5|5.5|null|2|0");
  }
}
