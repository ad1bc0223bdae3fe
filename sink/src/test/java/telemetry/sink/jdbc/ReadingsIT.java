package telemetry.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static telemetry.sink.Readings.put;
import static telemetry.sink.Readings.voided;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.Redefinition;
import telemetry.model.Redefinition.Meaning;
import telemetry.model.Redefinitions;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.sink.Readings;
import telemetry.sink.batch.Attempt.Written;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.LoggedReading;
import telemetry.sink.batch.Newest;

class ReadingsIT {
  private static final LogPartition PARTITION = new LogPartition("telemetry.readings", 0);
  private static final Instant T1 = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant T2 = T1.plusSeconds(60);
  private static final String LAST =
      "SELECT point, measured_at = '%s', value FROM last_reading ORDER BY point".formatted(T2);

  private TestDatabase database;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.migrated();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Written write(PostgresTables tables, LoggedReading... versions) {
    Claim claim = tables.take(PARTITION, "id", 0);
    var batch = Newest.polls(List.of(versions), claim.next() + versions.length);
    assertThat(tables.writeReadings(claim, batch)).isInstanceOf(Written.class);
    return (Written) tables.writeReadings(claim, batch);
  }

  private static void writeEach(PostgresTables tables, LoggedReading... versions) {
    for (LoggedReading version : versions) {
      write(tables, version);
    }
  }

  @Test
  void theNewestByItsOwnTimeIsTheLast() throws SQLException {
    writeEach(
        database.tables(),
        put(T2, 1, Map.of("a", 2.0)),
        put(T1, 2, Map.of("a", 1.0, "b", 1.0)),
        put(T2, 3, Map.of("a", 2.5)));

    assertThat(database.query(LAST)).containsExactly("a|t|2.5", "b|f|1");
    assertThat(
            database.query(
                "SELECT point_id, measurement_time, received_time - measurement_time, value,"
                    + " value_str, data_quality FROM point_readings ORDER BY 1, 2"))
        .containsExactly(
            "1|%d|1000|1|null|good".formatted(T1.toEpochMilli()),
            "1|%d|1000|2.5|null|good".formatted(T2.toEpochMilli()),
            "2|%d|1000|1|null|good".formatted(T1.toEpochMilli()));
  }

  @Test
  void aVoidOfTheNewestBringsBackTheOneBefore() throws SQLException {
    writeEach(
        database.tables(),
        put(T1, 1, Map.of("a", 1.0, "b", 1.0)),
        put(T2, 2, Map.of("a", 2.0, "b", 2.0)),
        put(T2, 3, Map.of("b", 2.5)));
    assertThat(database.query(LAST)).containsExactly("a|f|1", "b|t|2.5");

    writeEach(database.tables(), voided(T2, 4));
    assertThat(database.query(LAST)).containsExactly("a|f|1", "b|f|1");
    assertThat(database.query("SELECT count(*) FROM samples")).containsExactly("2");
  }

  @Test
  void withoutSamplesAVoidLeavesNothingRatherThanSomethingWrong() throws SQLException {
    PostgresTables tables = database.tables(Keep.USUAL);
    writeEach(
        tables,
        put(T1, 1, Map.of("a", 1.0, "b", 1.0)),
        put(T2, 2, Map.of("a", 2.0, "b", 2.0)),
        put(T2, 3, Map.of("b", 2.5)));

    assertThat(database.query(LAST)).containsExactly("b|t|2.5");
    assertThat(database.query("SELECT count(*) FROM telemetry_samples")).containsExactly("0");
    writeEach(tables, put(T2.plusSeconds(60), 4, Map.of("a", 3.0)));
    assertThat(database.query(LAST)).containsExactly("a|f|3", "b|t|2.5");
  }

  @Test
  void oldBytesDecodedAgainDoNotBeatANewerCorrection() throws SQLException {
    PostgresTables tables = database.tables();
    writeEach(
        tables,
        Readings.version(6, "s", T2, 5L, 0, 1, Map.of("a", 1.0)),
        Readings.version(6, "s", T2, 9L, 0, 2, Map.of("a", 2.0)));

    assertThat(write(tables, Readings.version(6, "s", T2, 5L, 0, 3, Map.of("a", 7.0, "c", 7.0))))
        .isEqualTo(new Written(1, 0, 0, 0)); // The second writing of the same; the first is below.
    assertThat(database.query(LAST)).containsExactly("a|t|2");

    writeEach(tables, Readings.version(6, "s", T2, 9L, 0, 4, Map.of("a", 8.0)));
    assertThat(database.query(LAST)).containsExactly("a|t|8");
    writeEach(tables, Readings.version(6, "s", T2, 1L, 3, 5, Map.of("a", 9.0)));
    assertThat(database.query(LAST)).containsExactly("a|t|9");
  }

  /** Nobody has analysed the tables yet; the patience of a statement is that of a test. */
  @Test
  void aLargeCorrectionIsOneBatch() throws SQLException {
    int polls = 20_000;
    var said = new LoggedReading[polls + 1];
    var corrected = new LoggedReading[polls];
    for (int i = 0; i < polls; i++) {
      Instant at = T1.plusSeconds(3L * i);
      said[i] = put(at, i, Map.of("away", (double) i, "b", 2.0));
      String point = i % 4 == 0 ? "away" : "home";
      corrected[i] = put(at, polls + 1L + i, Map.of(point, (double) i, "b", 2.0));
    }
    said[polls] = put(T1.plusSeconds(3L * polls), polls, Map.of("home", 1.0));
    PostgresTables tables = database.tables();
    Claim claim = tables.take(PARTITION, "id", 0);
    tables.writeReadings(claim, Newest.polls(List.of(said), polls + 1L));
    claim = tables.take(PARTITION, "id", 0);

    tables.writeReadings(claim, Newest.polls(List.of(corrected), 2L * polls + 1));

    assertThat(
            database.query(
                "SELECT path, count(*) FROM telemetry_samples JOIN point USING (system_id, point_id)"
                    + " WHERE NOT gone GROUP BY 1 ORDER BY 1"))
        .containsExactly("away|5000", "b|20000", "home|15001");
  }

  /** At night two sources often say the same; a correction is received anew whole. */
  @Test
  void whatACorrectionSaysAlikeIsReceivedAnewToo() throws SQLException {
    writeEach(
        database.tables(),
        Readings.version(6, "s", T2, null, 0, 1, Map.of("a", 1.0, "b", 0.0)),
        Readings.version(6, "u", T2, null, 0, 2, Map.of("b", 5.0)),
        Readings.version(6, "s", T2, null, 0, 3, Map.of("a", 2.0, "b", 0.0)));

    assertThat(database.query(LAST)).containsExactly("a|t|2", "b|t|0");
    assertThat(database.query("SELECT point, value FROM samples ORDER BY point"))
        .containsExactly("a|2", "b|0");
  }

  @Test
  void aRepeatChangesNotEvenWhenItWasReceived() throws SQLException {
    writeEach(
        database.tables(),
        Readings.version(6, "s", T2, null, 0, 1, Map.of("a", 1.0)),
        Readings.version(6, "u", T2, null, 0, 2, Map.of("a", 5.0)),
        Readings.version(6, "s", T2, null, 0, 3, Map.of("a", 1.0)));

    assertThat(database.query(LAST)).containsExactly("a|t|5");
  }

  /** Bytes of before decoded again, and beside them the newer ones that stand no more. */
  @Test
  void versionsInOneBatchAreHeldAgainstWhatStandsOneByOne() throws SQLException {
    var tables = database.tables();
    writeEach(tables, Readings.version(6, "s", T2, 1012L, 0, 38, Map.of("a", 58.0)));

    write(
        tables,
        Readings.version(6, "s", T2, 1008L, 0, 41, Map.of()),
        Readings.version(6, "s", T2, 1012L, 0, 90, Map.of()));
    assertThat(database.query(LAST)).isEmpty();

    write(
        tables,
        Readings.version(6, "s", T2, 1020L, 0, 91, Map.of("a", 1.0)),
        Readings.version(6, "s", T2, 1030L, 0, 92, Map.of("a", 2.0)),
        Readings.version(6, "s", T2, 1031L, 0, 93, Map.of("a", 1.0)),
        Readings.version(6, "s", T2, 1025L, 0, 94, Map.of("a", 3.0)));
    assertThat(database.query(LAST)).containsExactly("a|t|1");
  }

  @Test
  void whatIsTooOldForSamplesIsCountedAndMayStillBeTheLast() throws SQLException {
    Instant old = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(200));
    var claim = database.tables().take(PARTITION, "id", 0);
    var kept = database.tables(new Keep(Keep.USUAL.days(), true));
    var batch = Newest.polls(List.of(put(old, 1, Map.of("a", 1.0))), 1);

    assertThat(kept.writeReadings(claim, batch)).isEqualTo(new Written(0, 0, 1, 0));
    assertThat(database.query("SELECT value FROM last_reading")).containsExactly("1");
    assertThat(database.query("SELECT count(*) FROM telemetry_samples")).containsExactly("0");
    assertThat(database.query("SELECT count(*) FROM telemetry_partition")).containsExactly("0");
  }

  @Test
  void aPointThatChangedItsUnitIsLeftToThoseWhoTellOfIt() throws SQLException {
    var tables = database.tables();
    writeEach(tables, put(T1, 1, Map.of("a", 1.0)));
    var claim = tables.take(PARTITION, "id", 0);

    assertThat(
            tables.writeReadings(claim, Newest.polls(List.of(kilowatts(T2, 2)), claim.next() + 1)))
        .isEqualTo(new Written(0, 0, 0, 1));
    assertThat(database.query("SELECT count(*) FROM samples")).containsExactly("1");
  }

  @Test
  void aNewPointIsWhatTheLogCallsItFirstHoweverNewTheRest() throws SQLException {
    for (boolean samples : List.of(false, true)) {
      try (var fresh = TestDatabase.migrated()) {
        var batch = Newest.polls(List.of(put(T1, 1, Map.of("a", 1.0)), kilowatts(T2, 2)), 2);
        var tables = fresh.tables(new Keep(Keep.USUAL.days(), samples));

        assertThat(tables.writeReadings(tables.take(PARTITION, "id", 0), batch))
            .isEqualTo(new Written(1, 0, 0, 1));
        assertThat(fresh.query("SELECT kind, unit FROM point")).containsExactly("GAUGE|W");
        assertThat(fresh.query("SELECT value FROM last_reading")).containsExactly("1");
      }
    }
  }

  @Test
  void aPointThatWasRedefinedIsNewAsWhatItMeans() throws SQLException {
    var kilo = new Meaning(Kind.GAUGE, "kW");
    var stated =
        new Redefinition(6, "a", kilo, List.of(new Meaning(Kind.GAUGE, "W")), 2, "me", "wrong", T1);
    var tables = database.tables(Keep.USUAL, Redefinitions.of(List.of(stated)));
    var batch = Newest.polls(List.of(put(T1, 1, Map.of("a", 1.0)), kilowatts(T2, 2)), 2);

    tables.writeReadings(tables.take(PARTITION, "id", 0), batch);

    assertThat(database.query("SELECT kind, unit FROM point")).containsExactly("GAUGE|kW");
    assertThat(database.query("SELECT value FROM last_reading")).containsExactly("2");
  }

  private static LoggedReading kilowatts(Instant at, long offset) {
    var value = new PointValue("a", Kind.GAUGE, "kW", Value.of(2), Quality.GOOD);
    return new LoggedReading(
        new SystemReading(
            6, "test", "s", Op.PUT, at, null, at.plusSeconds(1), null, null, List.of(value)),
        offset);
  }

  /** Whatever the batches, the tables say what a naive fold of the log says. */
  @Test
  void theTablesAreTheFoldOfTheLog() throws SQLException {
    for (int round = 0; round < 12; round++) {
      long seed = System.nanoTime();
      var random = new Random(seed);
      List<LoggedReading> log = log(random, 400);
      try (TestDatabase own = TestDatabase.migrated()) {
        PostgresTables tables = own.tables();
        Claim claim = tables.take(PARTITION, "id", 0);
        int at = 0;
        while (at < log.size()) {
          int to = Math.min(log.size(), at + 1 + random.nextInt(60));
          var batch = Newest.polls(log.subList(at, to), to);
          assertThat(tables.writeReadings(claim, batch)).isInstanceOf(Written.class);
          claim = claim.movedTo(to);
          at = to;
        }
        assertThat(
                own.query(
                    "SELECT system_id, point, extract(epoch FROM measured_at)::bigint, value FROM"
                        + " samples ORDER BY system_id, point COLLATE \"C\", measured_at"))
            .as("seed %d", seed)
            .isEqualTo(NaiveReadings.samples(log));
        assertThat(
                own.query(
                    "SELECT system_id, point, extract(epoch FROM measured_at)::bigint, value FROM"
                        + " last_reading ORDER BY system_id, point COLLATE \"C\""))
            .as("seed %d", seed)
            .isEqualTo(NaiveReadings.last(log));
      }
    }
  }

  /** Corrections, voids, repeats, old bytes decoded again; two sources that meet in an instant. */
  private static List<LoggedReading> log(Random random, int versions) {
    List<LoggedReading> log = new ArrayList<>();
    var known = new HashMap<String, LoggedReading>();
    for (int offset = 0; offset < versions; offset++) {
      if (offset > 0 && random.nextInt(8) == 0) {
        log.add(new LoggedReading(log.get(random.nextInt(offset)).reading(), offset)); // Old.
        continue;
      }
      int system = 6 + random.nextInt(2);
      String source = random.nextBoolean() ? "s" : "u";
      Instant at = T1.plusSeconds(60L * random.nextInt(30) + offset / 4 * 30L);
      LoggedReading before = known.get(system + source + at);
      if (!known.isEmpty() && random.nextInt(3) == 0) {
        before = new ArrayList<>(known.values()).get(random.nextInt(known.size()));
        system = before.reading().systemId();
        source = before.reading().source();
        at = before.reading().measuredAt();
        if (random.nextInt(4) == 0) {
          log.add(new LoggedReading(before.reading(), offset)); // A repeat.
          continue;
        }
      }
      boolean voided = before != null && random.nextInt(4) == 0;
      Map<String, Double> watts = new HashMap<>();
      for (String point : List.of("a", "b", "c")) {
        if (!voided && random.nextInt(3) > 0) {
          watts.put(point, (double) random.nextInt(3));
        }
      }
      if (!voided && watts.isEmpty()) {
        watts.put("a", (double) random.nextInt(3));
      }
      Long former = before == null ? null : before.rawOffset();
      long raw = former != null && random.nextInt(3) == 0 ? former : 1000 + offset;
      var version = Readings.version(system, source, at, raw, 0, offset, watts);
      log.add(version);
      known.put(system + source + at, version);
    }
    return log;
  }
}
