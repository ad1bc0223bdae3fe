package telemetry.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import telemetry.model.Aggregate;
import telemetry.sink.Samples;
import telemetry.sink.batch.Attempt.Written;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.Newest;
import telemetry.sink.batch.TableForm;

/** The tables as hypertables; skipped, with a reason, where no TimescaleDB can be had. */
class TimescaleTablesIT extends TableBehaviour {
  @BeforeAll
  static void find() throws SQLException {
    try (var database = TestDatabase.empty(TimescaleServer.url()).migrated(TableForm.AUTO)) {
      System.err.println(
          "TimescaleDB "
              + database.query("SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'")
              + " on "
              + database.query("SHOW server_version"));
    }
  }

  @Override
  TestDatabase make() throws SQLException {
    return TestDatabase.empty(TimescaleServer.url()).migrated(TableForm.TIMESCALE);
  }

  @Override
  void compress(TestDatabase database) throws SQLException {
    database.query("SELECT compress_chunk(c) FROM show_chunks('telemetry_agg_5m') c");
    assertThat(
            database.query(
                "SELECT DISTINCT is_compressed FROM timescaledb_information.chunks WHERE"
                    + " hypertable_name = 'telemetry_agg_5m'"))
        .containsExactly("t");
  }

  @Test
  void theServerKeepsAndCompressesAsItIsTold() throws SQLException {
    var upkeep = new PartitionUpkeep(database().settings());
    upkeep.maintain(new Keep(Map.of(), 14, true));
    upkeep.maintain(new Keep(Map.of(), 21, true));

    assertThat(
            database()
                .query(
                    "SELECT hypertable_name, proc_name, coalesce(config ->> 'drop_after', config ->>"
                        + " 'compress_after') FROM timescaledb_information.jobs WHERE"
                        + " hypertable_name IN ('telemetry_agg_5m', 'telemetry_agg_1d') ORDER BY 1,"
                        + " 2"))
        .containsExactly(
            "telemetry_agg_1d|policy_compression|21 days",
            "telemetry_agg_5m|policy_compression|21 days",
            "telemetry_agg_5m|policy_retention|730 days");

    upkeep.maintain(new Keep(Map.of(), 0, true));
    assertThat(
            database()
                .query(
                    "SELECT count(*) FROM timescaledb_information.jobs WHERE proc_name ="
                        + " 'policy_compression'"))
        .containsExactly("0");
  }

  @Test
  void aDatabaseThatWasBegunPlainIsRefusedAndItsRowsMoveToANewOne() throws Exception {
    Instant end = Instant.now().truncatedTo(ChronoUnit.DAYS);
    List<Aggregate> rows =
        List.of(
            Samples.gauge("6/w", end, 1, 1),
            Samples.gauge("7/w", Instant.parse("2019-02-01T00:00:00Z"), 2, 1));
    try (var plain = TestDatabase.empty(TimescaleServer.url()).migrated(TableForm.NATIVE)) {
      var tables = plain.tables();
      var claim = tables.take(new LogPartition("telemetry.agg-5m", 0), "id", 0);
      tables.writeAggregates(claim, Newest.aggregates(rows, 2));
      plain.owner().migrate(TableForm.AUTO);

      assertThatThrownBy(() -> plain.owner().migrate(TableForm.TIMESCALE))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("wanted timescale, found a database that was begun as native")
          .hasMessageContaining("move them to a new database");

      try (var from = plain.connect();
          var to = database().connect()) {
        for (String table : plain.query(tablesThatMove())) {
          move(from, to, table);
        }
      }
      String all = "SELECT * FROM telemetry_agg_5m ORDER BY system_id";
      assertThat(database().query(all)).isEqualTo(plain.query(all)).hasSize(2);
      for (String table : List.of("sink_offset", "point", "system")) {
        assertThat(database().query("SELECT * FROM " + table))
            .isEqualTo(plain.query("SELECT * FROM " + table))
            .isNotEmpty();
      }
    }
    var moved = database().tables();
    var claim = moved.take(new LogPartition("telemetry.agg-5m", 0), "id", 0);
    assertThat(claim.next()).isEqualTo(2);
    assertThat(
            moved.writeAggregates(
                claim, Newest.aggregates(List.of(Samples.gauge("6/w", end, 3, 2)), 3)))
        .isEqualTo(new Written(1, 0, 0, 0));
  }

  /** By which the instructions find what moves, in the order in which tables refer to others. */
  private static String tablesThatMove() throws IOException {
    var query =
        Pattern.compile("-At -c \"(SELECT relname [^\"]+)\"")
            .matcher(Files.readString(Path.of("README.md")));
    assertThat(query.find()).isTrue();
    return query.group(1);
  }

  private static void move(Connection from, Connection to, String table) throws Exception {
    try (var in = new PipedInputStream();
        var out = new PipedOutputStream(in)) {
      CompletableFuture<Void> reading =
          CompletableFuture.runAsync(
              () -> {
                try (out) {
                  new CopyManager(from.unwrap(BaseConnection.class))
                      .copyOut("COPY (SELECT * FROM " + table + ") TO STDOUT (FORMAT binary)", out);
                } catch (SQLException | IOException e) {
                  throw new IllegalStateException(table, e);
                }
              });
      new CopyManager(to.unwrap(BaseConnection.class))
          .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)", in);
      reading.join();
    }
  }
}
