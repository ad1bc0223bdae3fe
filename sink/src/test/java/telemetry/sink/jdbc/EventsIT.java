package telemetry.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import telemetry.model.Event;
import telemetry.model.EventType;
import telemetry.sink.batch.Attempt.Refused;
import telemetry.sink.batch.Attempt.Written;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.Newest;

class EventsIT {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  private TestDatabase database;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.migrated();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Written write(PostgresTables tables, Event... events) {
    var claim = tables.take(new LogPartition("telemetry.events", 0), "id", 0);
    return (Written)
        tables.writeEvents(claim, Newest.events(List.of(events), claim.next() + events.length));
  }

  @Test
  void anEventThatIsToldAgainIsNoSecondOne() throws SQLException {
    var reset =
        new Event(EventType.COUNTER_RESET, 6, "e", AT, Map.of("before", "9\"5", "after", "1"));
    var silent = new Event(EventType.SYSTEM_SILENT, 6, null, AT, Map.of());
    var tables = database.tables();

    assertThat(write(tables, reset, silent, reset)).isEqualTo(new Written(2, 0, 0, 0));
    write(tables, reset);

    assertThat(
            database.query(
                "SELECT system_id, type, point, details ->> 'before', details FROM event ORDER BY"
                    + " type"))
        .containsExactly(
            "6|COUNTER_RESET|e|9\"5|{\"after\": \"1\", \"before\": \"9\\\"5\"}",
            "6|SYSTEM_SILENT|null|null|{}");
  }

  @Test
  void howeverMuchItTellsAllOfItIsKept() throws SQLException {
    Map<String, String> details = new HashMap<>();
    for (int length = 0; length < 1_000; length++) {
      details.put("" + length, (length % 2 == 0 ? "a" : "ü").repeat(length));
    }

    write(database.tables(), new Event(EventType.UNMAPPED_FIELD, 6, null, AT, details));

    assertThat(
            database.query(
                "SELECT count(*), bool_and(value = repeat(CASE key::int % 2 WHEN 0 THEN 'a' ELSE"
                    + " 'ü' END, key::int)) FROM event, jsonb_each_text(details)"))
        .containsExactly("1000|t");
  }

  @Test
  void whatIsTooOldIsCountedAndNotKept() throws SQLException {
    Instant old = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(500));

    assertThat(
            write(
                database.tables(Keep.USUAL),
                new Event(EventType.SYSTEM_SILENT, 6, null, old, Map.of())))
        .isEqualTo(new Written(0, 0, 1, 0));
    assertThat(database.query("SELECT count(*) FROM telemetry_event")).containsExactly("0");
  }

  @Test
  void textThatPostgresCannotHoldIsRefused() {
    var tables = database.tables();
    var claim = tables.take(new LogPartition("telemetry.events", 0), "id", 0);
    var odd = new Event(EventType.UNMAPPED_FIELD, 6, null, AT, Map.of("field", "a\0b"));

    assertThat(tables.writeEvents(claim, Newest.events(List.of(odd), 1)))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.sqlState()).isEqualTo("22021"));
  }
}
