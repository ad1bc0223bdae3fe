package telemetry.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import telemetry.model.Aggregate;
import telemetry.sink.Samples;
import telemetry.sink.batch.Attempt.Written;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.Newest;
import telemetry.sink.batch.RowTable;
import telemetry.sink.batch.TablesUnavailable;
import telemetry.sink.jdbc.PartitionUpkeep.Done;
import telemetry.sink.jdbc.PartitionUpkeep.Partition;

class PartitionUpkeepIT {
  private static final Keep A_MONTH = new Keep(Map.of(RowTable.AGG_5M, 30), true);
  private final YearMonth thisMonth = YearMonth.now(ZoneOffset.UTC);

  private TestDatabase database;
  private PartitionUpkeep upkeep;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.migrated();
    upkeep = new PartitionUpkeep(database.settings());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static String month(YearMonth month) {
    return "telemetry_agg_5m_" + month.toString().replace('-', '_');
  }

  private List<String> months() {
    return upkeep.list().stream()
        .filter(one -> one.table().equals("telemetry_agg_5m"))
        .map(Partition::name)
        .toList();
  }

  private Written write(PostgresTables tables, Aggregate... rows) {
    var claim = tables.take(new LogPartition("telemetry.agg-5m", 0), "id", 0);
    return (Written)
        tables.writeAggregates(claim, Newest.aggregates(List.of(rows), claim.next() + rows.length));
  }

  @Test
  void theNextOneIsThereBeforeItIsNeeded() {
    assertThat(upkeep.maintain(A_MONTH)).allSatisfy(done -> assertThat(done.made()).isEqualTo(2));

    assertThat(months()).containsExactly(month(thisMonth), month(thisMonth.plusMonths(1)));
    Partition first =
        upkeep.list().stream()
            .filter(one -> one.name().equals(month(thisMonth)))
            .findAny()
            .orElseThrow();
    assertThat(first.since())
        .isEqualTo(thisMonth.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    assertThat(first.until())
        .isEqualTo(thisMonth.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    assertThat(upkeep.list())
        .extracting(Partition::table)
        .contains("telemetry_agg_1h", "telemetry_agg_1d", "telemetry_samples");
    assertThat(upkeep.maintain(A_MONTH))
        .allSatisfy(done -> assertThat(done.made() + done.dropped().size()).isZero());
  }

  @Test
  void samplesThatNobodyKeepsNeedNoPartition() {
    assertThat(upkeep.maintain(Keep.USUAL)).contains(new Done("telemetry_samples", 0, List.of()));
  }

  @Test
  void whatIsOldGoesAsAWholeAndIsNotBegunAgain() throws SQLException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.DAYS);
    YearMonth oldest = YearMonth.from(now.minus(Duration.ofDays(30)).atOffset(ZoneOffset.UTC));
    Instant edge = oldest.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    PostgresTables forEver = database.tables();
    write(
        forEver,
        Samples.gauge("6/w", now, 1, 1),
        Samples.gauge("6/w", edge, 2, 1),
        Samples.gauge("6/w", edge.minusSeconds(300), 3, 1),
        Samples.gauge("6/w", Instant.parse("2019-03-01T00:00:00Z"), 4, 1));

    assertThat(upkeep.maintain(A_MONTH))
        .contains(
            new Done(
                "telemetry_agg_5m",
                1,
                List.of("telemetry_agg_5m_2019_03", month(oldest.minusMonths(1)))));
    assertThat(database.query("SELECT avg FROM telemetry_agg_5m ORDER BY 1"))
        .containsExactly("1", "2");

    assertThat(
            write(
                database.tables(A_MONTH),
                Samples.gauge("6/w", edge, 20, 2),
                Samples.gauge("6/w", edge.minusSeconds(300), 30, 2),
                Samples.gauge("6/only-old", edge.minusSeconds(600), 30, 2)))
        .isEqualTo(new Written(1, 0, 2, 0));
    assertThat(database.query("SELECT avg FROM telemetry_agg_5m ORDER BY 1"))
        .containsExactly("1", "20");
    assertThat(months()).doesNotContain(month(oldest.minusMonths(1)));
    assertThat(database.query("SELECT path FROM point")).containsExactly("w");
  }

  @Test
  void aTableInUseIsLeftForTheNextTimeAndSoon() throws SQLException {
    write(database.tables(), Samples.gauge("6/w", Instant.parse("2019-03-01T00:00:00Z"), 4, 1));
    try (var reader = database.connect()) {
      reader.setAutoCommit(false);
      reader.createStatement().executeQuery("SELECT * FROM telemetry_agg_5m").close();

      assertThatThrownBy(() -> upkeep.maintain(A_MONTH))
          .isInstanceOf(TablesUnavailable.class)
          .hasMessageContaining("55P03");
      reader.commit();
    }
    upkeep.maintain(A_MONTH);
    assertThat(months()).doesNotContain("telemetry_agg_5m_2019_03");
  }

  @Test
  void theLastWeekCannotBeDropped() {
    assertThatThrownBy(() -> new Keep(Map.of(RowTable.AGG_5M, 6), true))
        .hasMessageContaining("7 days");
    assertThatThrownBy(
            () ->
                database.execute("SELECT telemetry_partitions_drop('telemetry_agg_5m', '6 days')"))
        .hasMessageContaining("wanted to keep 7 days or more");
  }

  @Test
  void severalMayDoItAtOnceWhileRowsOfAnyTimeAreWritten() throws Exception {
    var together = new CyclicBarrier(4);
    var threads = Executors.newFixedThreadPool(4);
    List<java.util.concurrent.Future<Object>> all =
        threads.invokeAll(
            java.util.stream.IntStream.range(0, 4)
                .<java.util.concurrent.Callable<Object>>mapToObj(
                    mine ->
                        () -> {
                          for (int round = 0; round < 10; round++) {
                            together.await(30, TimeUnit.SECONDS);
                            if (mine < 2) {
                              upkeep.maintain(A_MONTH);
                            } else {
                              retried(mine, round);
                            }
                          }
                          return null;
                        })
                .toList());
    for (var one : all) {
      one.get();
    }
    threads.shutdown();
    upkeep.maintain(A_MONTH);
    assertThat(months())
        .contains(month(thisMonth), month(thisMonth.plusMonths(1)))
        .hasSizeLessThan(5);
  }

  /** A sink that keeps less than another: the month may vanish between its making and the merge. */
  private void retried(int mine, int round) throws SQLException {
    var tables = database.tables();
    for (int attempt = 0; attempt < 20; attempt++) {
      try {
        var claim = tables.take(new LogPartition("telemetry.agg-5m", mine), "id", 0);
        var row =
            Samples.gauge(
                mine + "/w",
                thisMonth.minusMonths(4 + round).atDay(3).atStartOfDay().toInstant(ZoneOffset.UTC),
                1,
                1);
        tables.writeAggregates(claim, Newest.aggregates(List.of(row), claim.next() + 1));
        return;
      } catch (TablesUnavailable e) {
        assertThat(e).hasMessageContaining("SQLSTATE");
      }
    }
    throw new AssertionError("never written");
  }
}
