package telemetry.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import telemetry.model.Aggregate;
import telemetry.model.Redefinitions;
import telemetry.model.Revision;
import telemetry.model.Status;
import telemetry.sink.Samples;
import telemetry.sink.batch.Attempt.Moved;
import telemetry.sink.batch.Attempt.Refused;
import telemetry.sink.batch.Attempt.Stale;
import telemetry.sink.batch.Attempt.Written;
import telemetry.sink.batch.Batch;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.Newest;
import telemetry.sink.batch.TablesUnavailable;

class MergeIT {
  private static final LogPartition PARTITION = new LogPartition("telemetry.agg-5m", 2);

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

  @Test
  void theNewestRevisionWinsInAnyOrder() throws SQLException {
    List<Aggregate> history = new ArrayList<>();
    for (int batch = 0; batch < 2; batch++) {
      for (int offset = 1; offset <= 3; offset++) {
        for (Status status : Status.values()) {
          history.add(
              Samples.gauge(
                  "6/w", Samples.END, offset + 10 * batch, new Revision(1, offset, batch), status));
        }
      }
    }
    Claim claim = tables.take(PARTITION, "id", 0);
    for (int round = 0; round < 5; round++) {
      Collections.shuffle(history, new Random(round));
      database.execute("TRUNCATE telemetry_agg_5m");
      for (Aggregate row : history) {
        claim = write(claim, claim.next() + 1, row);
      }
      assertThat(
              database.query(
                  "SELECT revision_offset, revision_batch, status, avg FROM telemetry_agg_5m"))
          .containsExactly("3|1|EMPTY|null");
    }
  }

  @Test
  void redeliveryChangesNothingAndHealsWhatSomebodyDamaged() throws SQLException {
    Aggregate row = Samples.gauge("6/w", Samples.END, 7, 5);
    Claim claim = write(tables.take(PARTITION, "id", 0), 1, row);
    List<String> whole = database.query("SELECT * FROM telemetry_agg_5m");
    database.execute("UPDATE telemetry_agg_5m SET avg = 8, min = 1");

    claim = write(claim, 2, row);
    assertThat(database.query("SELECT * FROM telemetry_agg_5m")).isEqualTo(whole);

    var older = Samples.gauge("6/w", Samples.END, 9, 4);
    assertThat(tables.writeAggregates(claim, Newest.aggregates(List.of(older), 3)))
        .isEqualTo(new Written(0, 1, 0, 0));
    assertThat(database.query("SELECT * FROM telemetry_agg_5m")).isEqualTo(whole);
  }

  @Test
  void aStaleOwnerWritesNothing() throws SQLException {
    Claim old = tables.take(PARTITION, "id", 0);
    Claim current = database.tables("other").take(PARTITION, "id", 0);
    assertThat(current.ownerEpoch()).isEqualTo(old.ownerEpoch() + 1);

    var late = Newest.aggregates(List.of(Samples.gauge("6/w", Samples.END, 1, 1)), 10);

    assertThat(tables.writeAggregates(old, late)).isEqualTo(new Stale());
    assertThat(database.query("SELECT count(*) FROM telemetry_agg_5m")).containsExactly("0");
    assertThat(place()).containsExactly("0");
  }

  @Test
  void aPlaceThatMovedUnderUsIsSoughtAgain() throws SQLException {
    Claim claim =
        write(tables.take(PARTITION, "id", 0), 10, Samples.gauge("6/w", Samples.END, 1, 1));
    var more = Newest.aggregates(List.of(Samples.gauge("6/w", Samples.END, 2, 2)), 20);

    database.execute("UPDATE sink_offset SET next_offset = 4");
    assertThat(tables.writeAggregates(claim, more)).isEqualTo(new Moved());
    assertThat(tables.take(PARTITION, "id", 0).next()).isEqualTo(4);

    database.execute("UPDATE sink_offset SET owner_epoch = 0");
    assertThat(tables.writeAggregates(claim, more)).isEqualTo(new Moved());

    database.execute("DELETE FROM sink_offset");
    assertThat(tables.writeAggregates(claim, more)).isEqualTo(new Moved());
    assertThat(database.query("SELECT avg FROM telemetry_agg_5m")).containsExactly("1");
  }

  /** The answer to a commit was lost; the same batch is tried again. */
  @Test
  void aCommitWhoseAnswerWasLostIsNotMadeTwice() throws SQLException {
    Claim claim = tables.take(PARTITION, "id", 0);
    var batch = Newest.aggregates(List.of(Samples.gauge("6/w", Samples.END, 1, 1)), 10);
    tables.writeAggregates(claim, batch);

    assertThat(tables.writeAggregates(claim, batch)).isEqualTo(new Written(1, 0, 0, 0));
    assertThat(place()).containsExactly("10");
  }

  @Test
  void rowsAndPlaceAreKilledTogether() throws SQLException {
    // Given a statement after the merge, in the same transaction, that ends the connection
    database.execute(
        """
        CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.next_offset = 10 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER die BEFORE UPDATE ON sink_offset FOR EACH ROW EXECUTE FUNCTION die()""");
    Claim claim = tables.take(PARTITION, "id", 0);
    var batch = Newest.aggregates(List.of(Samples.gauge("6/w", Samples.END, 1, 1)), 10);

    assertThatThrownBy(() -> tables.writeAggregates(claim, batch))
        .isInstanceOf(TablesUnavailable.class)
        .hasMessageContaining("57P01");
    assertThat(database.query("SELECT count(*) FROM telemetry_agg_5m")).containsExactly("0");
    assertThat(place()).containsExactly("0");

    // When the same is tried again
    database.execute("DROP TRIGGER die ON sink_offset");
    assertThat(tables.writeAggregates(claim, batch)).isEqualTo(new Written(1, 0, 0, 0));
    assertThat(place()).containsExactly("10");
  }

  @Test
  void aRefusalNamesTheConstraintAndNeverTheRow() throws SQLException {
    database.execute("ALTER TABLE telemetry_agg_5m ADD CONSTRAINT small CHECK (avg < 1000)");
    Aggregate large = Samples.gauge("6/w", Samples.END, 1000, 1);
    Aggregate nul = Samples.state("6/m", Samples.END, "secret\0word");
    Claim claim = tables.take(PARTITION, "id", 0);

    assertThat(tables.writeAggregates(claim, Newest.aggregates(List.of(large), 1)))
        .isEqualTo(new Refused("23514", "SQLSTATE 23514, constraint small"));
    assertThat(tables.writeAggregates(claim, Newest.aggregates(List.of(nul), 1)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.sqlState()).isEqualTo("22021");
              assertThat(refused.text()).doesNotContain("secret");
            });
    assertThat(place()).containsExactly("0");
  }

  @Test
  void aLockThatSomebodyHoldsIsWaitedForAndNotForever() throws SQLException {
    Claim claim = tables.take(PARTITION, "id", 0);
    try (var holder = database.connect();
        var impatient =
            new Database(
                    database.settings().url(),
                    database.settings().user(),
                    null,
                    java.time.Duration.ofMillis(300))
                .open("impatient", 1)) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("SELECT * FROM sink_offset FOR UPDATE");

      assertThatThrownBy(
              () ->
                  new PostgresTables(impatient, Keep.USUAL, Redefinitions.NONE)
                      .writeAggregates(claim, new Batch<>(List.of(), 0, 5)))
          .isInstanceOfSatisfying(
              TablesUnavailable.class, slow -> assertThat(slow.tooSlow()).isTrue());
    }
  }

  @Test
  void anEmptyBatchMovesThePlaceAlone() throws SQLException {
    Claim claim = tables.take(PARTITION, "id", 3);

    assertThat(tables.writeAggregates(claim, new Batch<>(List.of(), 0, 9)))
        .isEqualTo(new Written(0, 0, 0, 0));
    assertThat(place()).containsExactly("9");
  }

  @Test
  void monthsAreMadeInAnyOrderAndAsOftenAsTheyAreGone() throws SQLException {
    Claim claim = tables.take(PARTITION, "id", 0);
    String[] ends = {
      "2027-12-31T23:55:00Z", "2019-02-01T00:00:00Z", "2026-11-30T23:59:00Z", "2026-12-01T00:00:00Z"
    };
    for (String end : ends) {
      claim = write(claim, claim.next() + 1, Samples.gauge("6/w", Instant.parse(end), 1, 1));
    }
    assertThat(partitions())
        .containsExactly(
            "telemetry_agg_5m_2019_02",
            "telemetry_agg_5m_2026_11",
            "telemetry_agg_5m_2026_12",
            "telemetry_agg_5m_2027_12");

    database.execute("DROP TABLE telemetry_agg_5m_2026_11");
    write(claim, claim.next() + 1, Samples.gauge("6/w", Instant.parse(ends[2]), 1, 1));
    assertThat(database.query("SELECT count(*) FROM telemetry_agg_5m")).containsExactly("4");
    assertThatThrownBy(
            () ->
                database.execute(
                    "UPDATE telemetry_agg_5m_2019_02 SET avg = NULL WHERE system_id = 6"))
        .hasMessageContaining("agg_5m_gauge");
  }

  @Test
  void aNewMonthBlocksNobody() throws SQLException {
    Claim claim =
        write(tables.take(PARTITION, "id", 0), 1, Samples.gauge("6/w", Samples.END, 1, 1));
    try (var writer = database.connect();
        var reader = database.connect()) {
      writer.setAutoCommit(false);
      writer.createStatement().execute("UPDATE telemetry_agg_5m SET last = 2 WHERE system_id = 6");
      reader.setAutoCommit(false);
      reader.createStatement().executeQuery("SELECT * FROM telemetry_agg_5m").close();

      write(claim, 2, Samples.gauge("6/w", Instant.parse("2019-01-05T00:00:00Z"), 1, 1));
      writer.commit();
    }
    assertThat(partitions()).contains("telemetry_agg_5m_2019_01");
  }

  private List<String> partitions() throws SQLException {
    return database.query(
        "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent ="
            + " 'telemetry_agg_5m'::regclass ORDER BY 1");
  }

  private List<String> place() throws SQLException {
    return database.query("SELECT next_offset FROM sink_offset WHERE partition = 2");
  }

  private Claim write(Claim claim, long next, Aggregate row) {
    assertThat(tables.writeAggregates(claim, Newest.aggregates(List.of(row), next)))
        .isInstanceOf(Written.class);
    return claim.movedTo(next);
  }
}
