package telemetry.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.control.EpochException;
import telemetry.model.Event;
import telemetry.model.EventType;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.jdbc.PlaceReset;
import telemetry.sink.jdbc.TestDatabase;
import telemetry.topics.Topics;

/** The sink between a real broker and a real PostgreSQL. */
class SinkRoleIT {
  @TempDir private static Path directory;
  private static TestBroker broker;

  private SinkRig rig;
  private TestDatabase database;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = TestBroker.start(directory);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void begin() throws Exception {
    rig = new SinkRig(broker);
    database = TestDatabase.migrated();
  }

  @AfterEach
  void end() {
    rig.close();
    database.close();
  }

  @Test
  void rowsArriveOnceAndThePlaceReachesTheEndOfTheLog() throws Exception {
    rig.declare(6);
    rig.send(1, 200, true);
    rig.send(1000, 50, false);
    try (var sink = rig.start(database)) {
      SinkRig.awaitRows(database, 200);
      rig.awaitPlacesAtTheEnd(database);
      assertThat(sink.health().ready()).isTrue();
      assertThat(database.query("SELECT declared, name FROM system WHERE system_id = 6"))
          .containsExactly("t|Home 6");

      // When the connection is cut in the middle
      database.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name ="
              + " 'telemetry-sink'");
      rig.send(201, 100, true);
      SinkRig.awaitRows(database, 300);

      // When an older state of the database is restored
      database.execute("DELETE FROM telemetry_agg_5m");
      database.execute("UPDATE sink_offset SET next_offset = 0, owner_epoch = 0");
      rig.send(301, 1, true);
      rig.send(302, 1, true);
      SinkRig.awaitRows(database, 302);
      rig.awaitPlacesAtTheEnd(database);
    }
    assertThat(rig.count(Topics.AGG_5M, "consumed"))
        .isEqualTo(
            rig.count(Topics.AGG_5M, "written")
                + rig.count(Topics.AGG_5M, "superseded")
                + rig.count(Topics.AGG_5M, "released"));
  }

  @Test
  void eachTopicFillsItsOwnTable() throws Exception {
    for (var topic : List.of(Topics.AGG_5M, Topics.AGG_1H, Topics.AGG_1D)) {
      rig.tell(topic, Samples.gauge("6/w", Samples.END, topic.name().length(), 1));
    }
    rig.tell(new Event(EventType.COUNTER_RESET, 6, "e", Instant.now(), Map.of("after", "1")));
    try (var sink = rig.start(database)) {
      await().atMost(SinkRig.SOON).until(() -> sink.health().ready());
      for (String table : List.of("5m", "1h", "1d")) {
        await()
            .atMost(SinkRig.SOON)
            .untilAsserted(
                () ->
                    assertThat(database.query("SELECT avg, point FROM agg_" + table))
                        .containsExactly("16|w"));
      }
      await()
          .atMost(SinkRig.SOON)
          .untilAsserted(
              () ->
                  assertThat(database.query("SELECT type, point, details ->> 'after' FROM event"))
                      .containsExactly("COUNTER_RESET|e|1"));
    }
  }

  @Test
  void sinksComeAndGo() throws Exception {
    rig.send(1, 100, true);
    var first = rig.start(database, "sink.writers", "1");
    SinkRig.awaitRows(database, 100);
    try (var second = rig.start(database, "sink.writers", "1")) {
      await()
          .atMost(SinkRig.SOON)
          .until(() -> second.health().reason().equals("writes 6 partitions"));
      rig.send(101, 100, true);
      SinkRig.awaitRows(database, 200);
      first.close();
      assertThat(first.health().live()).isTrue();
      rig.send(201, 100, true);
      SinkRig.awaitRows(database, 300);
      rig.awaitPlacesAtTheEnd(database);
    }
    assertThat(database.query("SELECT count(*) FROM sink_offset WHERE owner_epoch >= 2"))
        .containsExactly("12");
  }

  @Test
  void theWritersOfAProcessDivideThePartitions() throws Exception {
    rig.send(1, 100, true);
    try (var sink =
        rig.start(database, "sink.writers", "2", "sink.instance.id", "a", "kafka.client.id", "c")) {
      await()
          .atMost(SinkRig.SOON)
          .until(
              () -> sink.health().ready() && sink.health().reason().equals("writes 6 partitions"));
      rig.send(101, 900, true);
      SinkRig.awaitRows(database, 1000);
      assertThat(
              database.query(
                  "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'telemetry-sink'"))
          .containsExactly("2");

      // When one of them must stop, no partition is left without an owner in silence
      database.execute(
          "UPDATE sink_offset SET topic_id = 'x', owner_epoch = 0 WHERE partition = 1");
      rig.send(1001, 100, true);
      await().atMost(SinkRig.SOON).until(() -> !sink.health().live());
      assertThat(sink.health().reason()).contains("telemetry sink reset --topic");
    }
  }

  @Test
  void aTopicMadeAnewStopsAndSaysWhatToRun() throws Exception {
    rig.send(1, 10, true);
    try (var sink = rig.start(database)) {
      SinkRig.awaitRows(database, 10);
      rig.awaitPlacesAtTheEnd(database);
      assertThat(sink.health().live()).isTrue();
    }
    database.execute("UPDATE sink_offset SET topic_id = 'before' WHERE topic = 'telemetry.agg-5m'");
    try (var sink = rig.start(database)) {
      await().atMost(SinkRig.SOON).until(() -> !sink.health().live());
      assertThat(sink.health().reason())
          .contains("before")
          .contains("telemetry sink reset --topic telemetry.agg-5m --partition");
    }

    // When somebody runs that
    String id = rig.idOf(Topics.AGG_5M);
    var reset = new PlaceReset(database.settings());
    for (int partition = 0; partition < SinkRig.PARTITIONS; partition++) {
      assertThat(reset.to(new LogPartition(Topics.AGG_5M.name(), partition), id, 0)).isPresent();
    }
    try (var sink = rig.start(database)) {
      await().atMost(SinkRig.SOON).until(() -> sink.health().ready());
      SinkRig.awaitRows(database, 10);
      rig.awaitPlacesAtTheEnd(database);
    }
  }

  @Test
  void onALogThatIsNotTheEpochsNothingIsTouched() throws Exception {
    database = TestDatabase.empty();
    var sink =
        rig.sink(database.settings().url(), Map.of(), () -> refuse("epoch 1 is of another log"));

    assertThatThrownBy(sink::start).hasMessage("epoch 1 is of another log");

    assertThat(sink.health().ready()).isFalse();
    assertThat(database.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .containsExactly("0");
    sink.close();
  }

  @Test
  void whoMayOnlyWriteSaysWhoMustMigrate() throws Exception {
    database.execute(
        "DELETE FROM flyway_schema_history WHERE installed_rank = (SELECT"
            + " max(installed_rank) FROM flyway_schema_history)");
    try (var sink = rig.start(database)) {
      await().atMost(SinkRig.SOON).until(() -> !sink.health().live());
      assertThat(sink.health().reason()).contains("42501", "telemetry sink migrate");
    }
  }

  private static void refuse(String reason) {
    throw new EpochException(reason);
  }
}
