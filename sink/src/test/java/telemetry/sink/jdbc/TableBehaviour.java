package telemetry.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import telemetry.model.Aggregate;
import telemetry.sink.Samples;
import telemetry.sink.batch.Attempt.Refused;
import telemetry.sink.batch.Attempt.Written;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.Newest;
import telemetry.sink.batch.RowTable;
import telemetry.sink.verify.Scope;
import telemetry.sink.verify.Verification;

/** What the tables do in every form. */
abstract class TableBehaviour {
  private static final LogPartition PARTITION = new LogPartition("telemetry.agg-5m", 1);
  private static final int MANY = 1_000;
  private static final Keep A_MONTH = new Keep(Map.of(RowTable.AGG_5M, 30), 7, true);

  /** Now, so that nothing has to be in a partition of its own. */
  private final Instant end = Instant.now().truncatedTo(ChronoUnit.DAYS);

  private TestDatabase database;
  private PostgresTables tables;

  /** A database of the form. */
  abstract TestDatabase make() throws SQLException;

  /** Compresses all rows that stand, where the form can. */
  abstract void compress(TestDatabase database) throws SQLException;

  @BeforeEach
  void open() throws SQLException {
    database = make();
    tables = database.tables();
  }

  @AfterEach
  void close() {
    if (database != null) {
      database.close();
    }
  }

  /** The database of the test. */
  TestDatabase database() {
    return database;
  }

  private List<Aggregate> windows(int from, int count, int offset) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> Samples.gauge("6/w", window(i), i + offset / 100.0, offset))
        .toList();
  }

  private Instant window(int number) {
    return end.minus(Duration.ofDays(10)).plusSeconds(300L * number);
  }

  private static Written write(PostgresTables tables, List<Aggregate> rows) {
    Claim claim = tables.take(PARTITION, "id", 0);
    return (Written)
        tables.writeAggregates(claim, Newest.aggregates(rows, claim.next() + rows.size()));
  }

  private List<String> rows(String what) throws SQLException {
    return database.query(
        "SELECT " + what + " FROM telemetry_agg_5m WHERE system_id = 6 ORDER BY interval_end");
  }

  @Test
  void manyFreshRowsAndSomeCorrectionsAmongThemAreAllThere() throws SQLException {
    assertThat(write(tables, windows(0, 10, 1))).isEqualTo(new Written(10, 0, 0, 0));
    List<Aggregate> mixed = new ArrayList<>(windows(10, MANY, 2));
    mixed.addAll(windows(3, 2, 2));
    mixed.add(Samples.gauge("6/w", window(1), 99, 0));

    assertThat(write(tables, mixed)).isEqualTo(new Written(MANY + 2, 1, 0, 0));

    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < MANY + 10; i++) {
      wanted.add(i + "|" + (i >= 10 || i == 3 || i == 4 ? 2 : 1));
    }
    assertThat(rows("floor(avg), revision_offset")).isEqualTo(wanted);
  }

  @Test
  void rowsThatOnlySeemedToBeFreshDoNotBeatNewerOnes() throws SQLException {
    PostgresTables other = database.tables("other");
    write(other, windows(0, 10, 1));
    write(tables, windows(0, 10, 1));
    write(tables, windows(10, MANY, 5));

    // The other knows nothing of what was written since.
    assertThat(write(other, windows(10, MANY + 500, 3))).isEqualTo(new Written(500, MANY, 0, 0));
    assertThat(write(other, windows(MANY + 510, MANY, 6))).isEqualTo(new Written(MANY, 0, 0, 0));

    assertThat(
            database.query(
                "SELECT revision_offset, count(*) FROM telemetry_agg_5m GROUP BY 1 ORDER BY 1"))
        .containsExactly("1|10", "3|500", "5|" + MANY, "6|" + MANY);
  }

  @Test
  void aRefusedRowAmongManyFreshOnesIsNamedAndNothingOfThemStays() throws SQLException {
    database.execute("ALTER TABLE telemetry_agg_5m ADD CONSTRAINT small CHECK (avg < 5000)");
    write(tables, windows(0, 10, 1));
    List<Aggregate> rows = new ArrayList<>(windows(10, MANY, 2));
    rows.set(700, Samples.gauge("6/w", window(710), 9000, 2));
    Claim claim = tables.take(PARTITION, "id", 0);

    assertThat(tables.writeAggregates(claim, Newest.aggregates(rows, 2000)))
        .isEqualTo(new Refused("23514", "SQLSTATE 23514, constraint small"));
    assertThat(rows("count(*) OVER ()")).hasSize(10);
  }

  /** As in a process that was stopped there: it never sends the rest. */
  @Test
  void aFormerOwnerThatIsStoppedInTheMiddleHoldsNobodyUp() throws Exception {
    write(tables, windows(0, 10, 1));
    tables.take(PARTITION, "id", 0);
    var stopped = database.as("sink_test").connect("telemetry-sink");
    try {
      stopped.setAutoCommit(false);
      try (var statement = stopped.createStatement()) {
        statement.execute(
            "SELECT pg_try_advisory_xact_lock('telemetry_agg_5m'::regclass::oid::integer, 1)");
        statement.execute(
            "INSERT INTO telemetry_agg_5m SELECT system_id, point_id, interval_end + interval '1"
                + " hour', interval_start + interval '1 hour', kind, avg, min, max, last,"
                + " last_text, delta, delta_since, sample_count, error_count, reset_count,"
                + " quality, status, origin, revision_epoch, revision_offset, revision_batch FROM"
                + " telemetry_agg_5m");
        var copy =
            new org.postgresql.copy.CopyManager(
                    stopped.unwrap(org.postgresql.core.BaseConnection.class))
                .copyIn("COPY telemetry_agg_5m FROM STDIN (FORMAT binary)");
        assertThat(copy.isActive()).isTrue();

        Instant began = Instant.now();
        assertThat(write(tables, windows(10, MANY, 2))).isEqualTo(new Written(MANY, 0, 0, 0));
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(8));
        assertThatThrownBy(copy::endCopy).isInstanceOf(SQLException.class);
      }
    } finally {
      stopped.abort(Runnable::run);
    }
    assertThat(rows("revision_offset")).hasSize(MANY + 10);
  }

  @Test
  void whatComesVeryLateIsStillWrittenByTheSameRule() throws SQLException {
    Instant old = end.minus(Duration.ofDays(60));
    write(
        tables,
        List.of(Samples.gauge("6/w", old, 1, 5), Samples.gauge("6/w", old.plusSeconds(300), 2, 5)));
    compress(database);

    assertThat(
            write(
                tables,
                List.of(
                    Samples.gauge("6/w", old, 10, 4),
                    Samples.gauge("6/w", old.plusSeconds(300), 20, 6),
                    Samples.gauge("6/w", old.plusSeconds(600), 30, 6),
                    Samples.gauge("6/new", old, 40, 6))))
        .isEqualTo(new Written(3, 1, 0, 0));
    assertThat(
            database.query(
                "SELECT p.path, r.avg, r.revision_offset FROM telemetry_agg_5m r JOIN point p ON"
                    + " p.system_id = r.system_id AND p.point_id = r.point_id ORDER BY 1, 2"))
        .containsExactly("new|40|6", "w|1|5", "w|20|6", "w|30|6");
  }

  @Test
  void whatIsOldGoesAndIsNotBegunAgain() throws SQLException {
    Instant old = end.minus(Duration.ofDays(400));
    write(tables, List.of(Samples.gauge("6/w", end, 1, 1), Samples.gauge("6/w", old, 2, 1)));
    var upkeep = new PartitionUpkeep(database.settings());
    assertThat(upkeep.list())
        .extracting(PartitionUpkeep.Partition::table)
        .contains("telemetry_agg_5m");

    assertThat(upkeep.maintain(A_MONTH))
        .anySatisfy(
            done -> {
              assertThat(done.table()).isEqualTo("telemetry_agg_5m");
              assertThat(done.dropped()).hasSize(1);
            });

    assertThat(rows("avg")).containsExactly("1");
    assertThat(
            write(
                database.tables(A_MONTH),
                List.of(Samples.gauge("6/w", end, 3, 2), Samples.gauge("6/w", old, 4, 2))))
        .isEqualTo(new Written(1, 0, 1, 0));
    assertThat(upkeep.maintain(A_MONTH)).allSatisfy(done -> assertThat(done.dropped()).isEmpty());
  }

  @Test
  void theVerifierFindsNothingUntilSomebodyDamagesARow() throws SQLException {
    new PartitionUpkeep(database.settings()).maintain(Keep.USUAL);
    write(tables, windows(0, 100, 1));
    compress(database);
    assertThat(found()).isEmpty();

    database.execute("UPDATE telemetry_agg_5m SET last = min - 1 WHERE system_id = 6");
    assertThat(found()).containsExactly("values agg_5m");
    database.execute("ALTER TABLE telemetry_agg_5m DROP CONSTRAINT agg_5m_gauge");
    assertThat(found()).containsExactly("guards", "values agg_5m");
  }

  private List<String> found() throws SQLException {
    return new Verification(database.settings(), Scope.ALL, 5)
        .run(Duration.ZERO).stream()
            .filter(result -> result.found() > 0)
            .map(Verification.Result::check)
            .sorted()
            .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM telemetry_agg_5m WHERE system_id = 6",
        "TRUNCATE telemetry_agg_5m",
        "DROP TABLE telemetry_agg_5m",
        "ALTER TABLE telemetry_agg_5m DROP CONSTRAINT agg_5m_gauge",
        "UPDATE table_form SET form = 'native'",
        "SELECT telemetry_form('auto')",
        "CALL telemetry_hypertables()",
      })
  void theWriterMayWriteAndNoMore(String sql) throws SQLException {
    write(tables, windows(0, 2, 1));
    try (var session = database.settings().connect("test");
        var statement = session.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .isInstanceOfSatisfying(
              SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
    }
  }

  @Test
  void peopleReadWhatStands() throws SQLException {
    write(tables, windows(0, 2, 1));
    compress(database);
    database.login("reader_test", "telemetry_reader");
    try (var session = database.as("reader_test").connect("test");
        var statement = session.createStatement()) {
      for (String view :
          List.of(
              "agg_5m",
              "agg_1h",
              "agg_1d",
              "event",
              "samples",
              "last_reading",
              "point_readings",
              "point_readings_agg_5m",
              "point_readings_agg_1d",
              "telemetry_partition")) {
        try (var rows = statement.executeQuery("SELECT count(*) FROM " + view)) {
          assertThat(rows.next()).as(view).isTrue();
        }
      }
    }
    assertThat(database.query("SELECT point, floor(avg) FROM agg_5m ORDER BY interval_end"))
        .containsExactly("w|0", "w|1");
  }
}
