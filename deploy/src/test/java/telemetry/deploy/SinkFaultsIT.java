package telemetry.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.deploy.embedded.DataDirectory;
import telemetry.deploy.embedded.EmbeddedDatabase;
import telemetry.deploy.embedded.EmbeddedKafka;
import telemetry.deploy.embedded.EmbeddedRegistry;
import telemetry.deploy.embedded.Part;
import telemetry.deploy.embedded.Ports;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.run.Cluster;
import telemetry.sink.batch.RowTable;
import telemetry.sink.batch.TableForm;
import telemetry.sink.jdbc.Database;

/**
 * Two sinks at work while everything around them breaks at random moments: in the end the tables
 * hold what a naive reading of the topics says, and no row, and no place, ever went back.
 *
 * <p>{@code -Dtelemetry.faults=20} makes it the long one: so many of each kind, and processes
 * stopped for 30 s.
 */
class SinkFaultsIT {
  private static final int FAULTS = Integer.getInteger("telemetry.faults", 2);
  private static final Duration LONGEST = Duration.ofSeconds(90);

  /** Looked at when this fails. */
  private static final int WRITERS = 2;

  private static final String GROUP = "telemetry-sink";
  private static final Path LOGS = Path.of("target", "sink-faults-it");

  private enum Fault {
    KILLED,
    PAUSED,
    LEFT,
    CUT_OFF,
    DATABASE_RESTARTED,
    BROKER_RESTARTED
  }

  @TempDir private Path folder = Path.of("");
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  private DataDirectory directory;
  private Ports ports;
  private EmbeddedDatabase database;
  private EmbeddedKafka kafka;
  private SinkProcesses sinks;

  @Test
  void noFaultChangesTheTables() throws Exception {
    directory = DataDirectory.take(folder.resolve("data"));
    ports = Ports.choose(directory, Map.of());
    startDatabase();
    startKafka();
    try (var registry =
        EmbeddedRegistry.start(directory.resolve("registry"), ports.of(Part.REGISTRY))) {
      var settings =
          Map.of(
              "kafka.bootstrap.servers",
              kafka.bootstrapServers(),
              "schema.registry.url",
              registry.url());
      try (var cluster = Cluster.connect(settings, Clock.systemUTC())) {
        cluster.topics(SinkLoad.PARTITIONS, (short) 1).apply();
        new Database(database.ownerJdbcUrl(), "postgres", null, Duration.ofSeconds(30))
            .migrate(TableForm.AUTO);
        watch();
        sinks = new SinkProcesses(LOGS, sinkSettings(settings));
        try {
          breakEverything(cluster);
        } finally {
          sinks.close();
        }
      }
    } finally {
      kafka.close();
      database.close();
      directory.close();
    }
  }

  private Map<String, String> sinkSettings(Map<String, String> endpoints) {
    var settings = new TreeMap<>(endpoints);
    settings.put("jdbc.url", database.jdbcUrl().replaceFirst("[?]user=.*", ""));
    settings.put("jdbc.user", "telemetry");
    settings.put("sink.samples", "true");
    settings.put("sink.writers", Integer.toString(WRITERS));
    settings.put("sink.batch.rows", "200");
    settings.put("sink.batch.age.ms", "50");
    settings.put("kafka.session.timeout.ms", "6000");
    settings.put("kafka.heartbeat.interval.ms", "1000");
    settings.put("kafka.metadata.max.age.ms", "2000");
    for (RowTable table : RowTable.values()) {
      settings.put("sink.keep." + table.label() + ".days", "0");
    }
    return settings;
  }

  private void breakEverything(Cluster cluster) throws Exception {
    sinks.start("one");
    sinks.start("two");
    try (var load = new SinkLoad(cluster, new Random(random.nextLong()))) {
      awaitProgress();
      for (Fault fault : faults()) {
        sinks.work(anySink(), 100 + random.nextInt(900));
        happen(cluster, fault);
        awaitProgress();
      }
    }
    awaitTheEnd(cluster);
    var told = NaiveTables.told(cluster);
    try (var session = session()) {
      var standing = NaiveTables.standing(session);
      for (var table : told.entrySet()) {
        assertThat(standing.get(table.getKey()))
            .as("%s, seed %d", table.getKey(), seed)
            .isNotEmpty()
            .isEqualTo(table.getValue());
      }
    }
    assertThat(query("SELECT what FROM went_back")).as("seed %d", seed).isEmpty();
    assertThat(query("SELECT deadlocks::text FROM pg_stat_database WHERE datname = 'telemetry'"))
        .containsExactly("0");
  }

  private List<Fault> faults() {
    var all = new ArrayList<Fault>();
    for (int i = 0; i < FAULTS; i++) {
      all.addAll(List.of(Fault.values()));
    }
    Collections.shuffle(all, random);
    return all;
  }

  private String anySink() {
    List<String> names = sinks.names();
    return names.get(random.nextInt(names.size()));
  }

  private void happen(Cluster cluster, Fault fault) throws Exception {
    String victim = anySink();
    switch (fault) {
      case KILLED -> {
        sinks.kill(victim);
        sinks.start(victim);
      }
      case PAUSED -> {
        awaitAllAtWork(cluster);
        pause(victim);
      }
      case LEFT -> {
        sinks.stop(victim);
        awaitProgress();
        sinks.start(victim);
      }
      case CUT_OFF ->
          query(
              "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE application_name"
                  + " = 'telemetry-sink'");
      case DATABASE_RESTARTED -> {
        database.close();
        startDatabase();
      }
      case BROKER_RESTARTED -> {
        kafka.close();
        startKafka();
      }
    }
  }

  /** Until each writer has partitions: one that has none yet can lose none. */
  private void awaitAllAtWork(Cluster cluster) {
    await()
        .atMost(LONGEST)
        .ignoreExceptionsInstanceOf(ExecutionException.class)
        .until(
            () -> {
              var group =
                  cluster.admin().describeConsumerGroups(List.of(GROUP)).all().get().get(GROUP);
              return group.groupState() == GroupState.STABLE
                  && group.members().size() == WRITERS * sinks.names().size()
                  && group.members().stream()
                      .noneMatch(writer -> writer.assignment().topicPartitions().isEmpty());
            });
  }

  /** Until another has all its partitions; then it goes on as if nothing had been. */
  private void pause(String victim) throws Exception {
    long begun = System.nanoTime();
    List<String> before = owners();
    sinks.signal(victim, "STOP");
    try {
      await()
          .atMost(LONGEST)
          .ignoreExceptionsInstanceOf(SQLException.class)
          .until(() -> Collections.disjoint(before, owners()));
      if (FAULTS > 2) {
        Duration left = Duration.ofSeconds(30).minusNanos(System.nanoTime() - begun);
        sinks.work(anySink(), Math.max(1, left.toMillis()));
      }
    } finally {
      sinks.signal(victim, "CONT");
    }
  }

  /** Each partition with its owner's number, which grows with each taking. */
  private List<String> owners() throws SQLException {
    return query("SELECT topic || partition || ' ' || owner_epoch FROM sink_offset");
  }

  /** Until something was written in every partition from now on, whoever has it. */
  private void awaitProgress() {
    List<String> before =
        await()
            .atMost(LONGEST)
            .ignoreExceptionsInstanceOf(SQLException.class)
            .until(this::places, places -> places.size() == SinkLoad.PARTITIONS);
    await()
        .atMost(LONGEST)
        .ignoreExceptionsInstanceOf(SQLException.class)
        .until(() -> Collections.disjoint(before, places()));
  }

  private List<String> places() throws SQLException {
    return query(
        "SELECT partition || ' ' || next_offset FROM sink_offset WHERE topic = 'telemetry.agg-5m'");
  }

  private void awaitTheEnd(Cluster cluster) {
    var ends = new TreeMap<String, Long>();
    try (var scan = new TopicScan(cluster.kafka(), LONGEST)) {
      for (RowTable table : RowTable.values()) {
        scan.ends(table.topic()).forEach((partition, end) -> ends.put(partition.toString(), end));
      }
    }
    List<String> wanted =
        ends.entrySet().stream().map(it -> it.getKey() + " " + it.getValue()).sorted().toList();
    await()
        .atMost(LONGEST)
        .ignoreExceptionsInstanceOf(SQLException.class)
        .untilAsserted(
            () ->
                assertThat(
                        query(
                            "SELECT topic || '-' || partition || ' ' || next_offset FROM sink_offset"
                                + " WHERE topic <> 'telemetry.systems'"))
                    .containsExactlyInAnyOrderElementsOf(wanted));
  }

  private void startDatabase() {
    database =
        EmbeddedDatabase.start(directory.resolve("postgresql"), ports.of(Part.DATABASE), Map.of());
  }

  private void startKafka() {
    kafka =
        EmbeddedKafka.start(
            directory.resolve("kafka"), ports.of(Part.KAFKA), ports.of(Part.CONTROLLER));
  }

  private Connection session() throws SQLException {
    return DriverManager.getConnection(database.ownerJdbcUrl());
  }

  private List<String> query(String sql) throws SQLException {
    try (var session = session();
        var statement = session.createStatement();
        var row = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (row.next()) {
        found.add(row.getString(1));
      }
      return found;
    }
  }

  /** Whatever goes back is noted by the database itself. */
  private void watch() throws SQLException {
    try (var session = session();
        var statement = session.createStatement()) {
      statement.execute("CREATE TABLE went_back (what text)");
      statement.execute(
          """
          CREATE FUNCTION note_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
          BEGIN
            IF (NEW.revision_epoch, NEW.revision_offset, NEW.revision_batch, NEW.status)
                < (OLD.revision_epoch, OLD.revision_offset, OLD.revision_batch, OLD.status) THEN
              INSERT INTO went_back VALUES (TG_TABLE_NAME || ' ' || OLD || ' to ' || NEW);
            END IF;
            RETURN NULL;
          END
          $$""");
      statement.execute(
          """
          CREATE FUNCTION note_place() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
          BEGIN
            IF NEW.next_offset < OLD.next_offset OR NEW.owner_epoch < OLD.owner_epoch THEN
              INSERT INTO went_back VALUES (OLD || ' to ' || NEW);
            END IF;
            RETURN NULL;
          END
          $$""");
      for (String table : List.of("telemetry_agg_5m", "telemetry_agg_1h", "telemetry_agg_1d")) {
        statement.execute(
            "CREATE TRIGGER note AFTER UPDATE ON "
                + table
                + " FOR EACH ROW EXECUTE FUNCTION note_row()");
      }
      statement.execute(
          "CREATE TRIGGER note AFTER UPDATE ON sink_offset FOR EACH ROW EXECUTE FUNCTION note_place()");
    }
  }
}
