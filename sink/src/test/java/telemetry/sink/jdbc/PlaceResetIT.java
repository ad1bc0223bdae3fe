package telemetry.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import telemetry.sink.Samples;
import telemetry.sink.batch.Attempt.Moved;
import telemetry.sink.batch.Attempt.Stale;
import telemetry.sink.batch.Batch;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.TablesUnavailable;

class PlaceResetIT {
  private static final LogPartition PARTITION = new LogPartition("telemetry.agg-5m", 2);

  private TestDatabase database;
  private PlaceReset reset;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.migrated();
    reset = new PlaceReset(database.settings());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whoHeldThePartitionWritesNoMoreAndTheNextBeginsAtTheNewPlace() throws SQLException {
    PostgresTables tables = database.tables();
    Claim holder = tables.take(PARTITION, "id", 90);

    assertThat(reset.to(PARTITION, "id", 7)).contains(holder);

    var batch = new Batch<>(List.of(Samples.gauge("6/w", Samples.END, 1, 1)), 0, 91);
    assertThat(tables.writeAggregates(holder, batch)).isInstanceOf(Stale.class);
    assertThat(database.query("SELECT count(*) FROM telemetry_agg_5m")).containsExactly("0");
    assertThat(tables.take(PARTITION, "id", 0).next()).isEqualTo(7);
  }

  @Test
  void aTopicThatWasMadeAnewIsTheOneOfThePlace() throws SQLException {
    PostgresTables tables = database.tables();
    Claim holder = tables.take(PARTITION, "before", 90);

    assertThat(reset.to(PARTITION, "after", 0)).isPresent();

    assertThat(tables.writeAggregates(holder, new Batch<>(List.of(), 0, 91)))
        .isInstanceOf(Moved.class);
    assertThat(tables.take(PARTITION, "after", 5))
        .extracting(Claim::topicId, Claim::next)
        .containsExactly("after", 0L);
  }

  @Test
  void aPlaceThatNeverWasIsNotInvented() throws SQLException {
    assertThat(reset.to(PARTITION, "id", 7)).isEmpty();

    assertThat(database.query("SELECT count(*) FROM sink_offset")).containsExactly("0");
  }

  @Test
  void aDatabaseThatIsAwayIsSaid() {
    var nowhere =
        new Database("jdbc:postgresql://127.0.0.1:1/none", "nobody", null, Duration.ofSeconds(1));

    assertThatThrownBy(() -> new PlaceReset(nowhere).to(PARTITION, "id", 7))
        .isInstanceOf(TablesUnavailable.class)
        .hasMessageContaining("database");
  }
}
