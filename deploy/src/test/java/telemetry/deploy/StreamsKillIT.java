package telemetry.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import telemetry.deploy.cli.CommandLines;
import telemetry.deploy.embedded.DataDirectory;
import telemetry.deploy.embedded.EmbeddedStack;
import telemetry.deploy.progress.Progress;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.systems.SystemsTopic;
import telemetry.model.Aggregate;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemReading;
import telemetry.registry.AvroSerde;
import telemetry.topics.Topic;
import telemetry.topics.Topics;
import telemetry.window.NaiveRollUps;
import telemetry.window.NaiveWindows;

/**
 * The streams process is killed while it works, once with its state lost; what it told in the end,
 * reduced by revision, is what a naive reading of the rules says.
 *
 * <p>{@code -Dtelemetry.kills=20 -Dtelemetry.values=500000} makes it the long one.
 */
class StreamsKillIT {
  private static final int KILLS = Integer.getInteger("telemetry.kills", 3);
  private static final int VALUES = Integer.getInteger("telemetry.values", 15_000);
  private static final int SYSTEMS = 50;
  private static final Instant AT = Instant.parse("2025-11-11T04:41:00Z");
  private static final ZoneId SYDNEY = ZoneId.of("Australia/Sydney");
  private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
  void noKillChangesTheAnswer(String guarantee) throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var load = Load.of(SYSTEMS, VALUES, random);
    withCluster(
        (cluster, dataDir) -> {
          declare(cluster, system -> system % 2 == 0 ? SYDNEY : KATHMANDU);
          workAndKill(cluster, dataDir, guarantee, load.all(), random);
          assertToldIs(load, told(cluster), "seed " + seed + ", " + guarantee);
          assertRollUpsAre(load, cluster, "seed " + seed + ", " + guarantee);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
  void aKillBetweenTheCommitOfAReadingAndItsRowsLosesNoRow(String guarantee) throws Exception {
    List<SystemReading> oneWindow = Load.oneWindow(IntStream.rangeClosed(1, SYSTEMS), AT);
    withCluster(
        (cluster, dataDir) -> {
          Process streams = streams(dataDir, 0, guarantee, "streams.emit.interval.ms=60000");
          send(cluster, oneWindow);
          await()
              .atMost(Duration.ofSeconds(60))
              .until(() -> Committed.readings(cluster.kafka()) == oneWindow.size());
          assertThat(told(cluster)).as("told before the kill").isEmpty();
          streams.destroyForcibly().waitFor();

          end(cluster, dataDir, streams(dataDir, 1, guarantee));
          assertToldIs(new Load(oneWindow), told(cluster), guarantee);
          if (guarantee.equals("exactly_once_v2")) {
            rebuild(cluster, dataDir, guarantee);
            assertToldIs(new Load(oneWindow), told(cluster), "told again");
          }
        });
  }

  /** A lost state is not run on; forgotten altogether, the log is heard again. */
  private static void rebuild(Cluster cluster, Path dataDir, String guarantee) throws Exception {
    wipe(dataDir.resolve("streams-state"));
    String changelog = "telemetry-streams-windows-changelog";
    cluster.admin().deleteTopics(List.of(changelog)).all().get();
    Process refuses = streams(dataDir, 2, guarantee);
    assertThat(refuses.waitFor(60, TimeUnit.SECONDS)).as("it does not run").isTrue();
    assertThat(refuses.exitValue()).isNotZero();
    assertThat(Files.readString(dataDir.resolve("streams-2.log")))
        .contains("telemetry streams rebuild");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                CommandLines.telemetry().execute("streams", "rebuild", "--data-dir=" + dataDir)
                    == 0);
    assertThat(cluster.control().emitted()).as("not taken for idle").isEmpty();
    end(cluster, dataDir, streams(dataDir, 3, guarantee));
  }

  private interface Work {
    void in(Cluster cluster, Path dataDir) throws Exception;
  }

  private void withCluster(Work work) throws Exception {
    try (var directory = DataDirectory.take(folder.resolve("data"));
        var stack = EmbeddedStack.start(directory, Map.of())) {
      var endpoints =
          new Endpoints(
              stack.kafka().bootstrapServers(),
              stack.registry().url(),
              stack.database().jdbcUrl(),
              "http://127.0.0.1:1");
      endpoints.write(directory.path());
      try (var cluster = Cluster.connect(endpoints.settings(), Clock.systemUTC())) {
        cluster.topics(4, (short) 1).apply();
        work.in(cluster, directory.path());
      }
    }
  }

  private static void assertToldIs(Load load, Map<Integer, TreeSet<String>> told, String what) {
    for (var system : load.bySystem().entrySet()) {
      assertThat(String.join("\n", told.getOrDefault(system.getKey(), new TreeSet<>())))
          .as("system %d, %s", system.getKey(), what)
          .isEqualTo(String.join("\n", new TreeSet<>(NaiveWindows.rows(system.getValue()))));
    }
  }

  private static void assertRollUpsAre(Load load, Cluster cluster, String what) {
    Map<Integer, TreeSet<String>> hours = told(cluster, Topics.AGG_1H);
    Map<Integer, TreeSet<String>> days = told(cluster, Topics.AGG_1D);
    for (var system : load.bySystem().entrySet()) {
      int id = system.getKey();
      assertThat(String.join("\n", hours.getOrDefault(id, new TreeSet<>())))
          .as("hours of system %d, %s", id, what)
          .isEqualTo(String.join("\n", new TreeSet<>(NaiveRollUps.hours(system.getValue()))));
      ZoneId zone = id % 3 == 0 ? SYDNEY : KATHMANDU;
      assertThat(String.join("\n", days.getOrDefault(id, new TreeSet<>())))
          .as("days of system %d, %s", id, what)
          .isEqualTo(String.join("\n", new TreeSet<>(NaiveRollUps.days(system.getValue(), zone))));
    }
  }

  private static void declare(Cluster cluster, IntFunction<ZoneId> zone) {
    var systems = new ArrayList<SystemDeclaration>();
    for (int id = 1; id <= SYSTEMS; id++) {
      systems.add(
          new SystemDeclaration(id, "test", null, "home " + id, zone.apply(id), true, List.of()));
    }
    new SystemsTopic(cluster.kafka(), cluster.registry()).declare(systems);
  }

  private static void workAndKill(
      Cluster cluster, Path dataDir, String guarantee, List<SystemReading> all, Random random)
      throws Exception {
    Process streams = streams(dataDir, 0, guarantee);
    int part = all.size() / (KILLS + 1) + 1;
    for (int kill = 1; kill <= KILLS; kill++) {
      List<SystemReading> more = all.subList((kill - 1) * part, kill * part);
      if (kill % 3 == 0) {
        send(cluster, more);
        // At any moment, perhaps before it has taken its state up.
        streams.waitFor(random.nextInt(6000), TimeUnit.MILLISECONDS);
      } else {
        sendAndAwaitRows(cluster, more);
        // It has about a second of work or of telling.
        streams.waitFor(random.nextInt(1500), TimeUnit.MILLISECONDS);
      }
      assertThat(streams.isAlive()).as("it stopped by itself; see its log").isTrue();
      streams.destroyForcibly().waitFor();
      if (kill == 1) {
        declare(cluster, system -> system % 3 == 0 ? SYDNEY : KATHMANDU);
      }
      if (kill == 2) {
        wipe(dataDir.resolve("streams-state"));
      }
      streams = streams(dataDir, kill, guarantee);
    }
    send(cluster, all.subList(KILLS * part, all.size()));
    awaitIdle(cluster, dataDir);
    // At these, what was declared takes effect: without transactions at no reading that was in the
    // log when the task was taken up.
    send(cluster, Load.oneWindow(IntStream.rangeClosed(SYSTEMS + 1, SYSTEMS + 30), AT));
    end(cluster, dataDir, streams);
  }

  /** Until the first rows are told: it is at work. */
  private static void sendAndAwaitRows(Cluster cluster, List<SystemReading> readings) {
    try (var scan = new TopicScan(cluster.kafka(), Duration.ofSeconds(60))) {
      var before = scan.ends(Topics.AGG_5M.name());
      send(cluster, readings);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !scan.ends(Topics.AGG_5M.name()).equals(before));
    }
  }

  private static void send(Cluster cluster, List<SystemReading> readings) {
    var serde = new AvroSerde<>(Topics.READINGS, cluster.registry()).serializer();
    var kafka = new HashMap<String, Object>(cluster.kafka());
    try (var producer =
        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (SystemReading reading : readings) {
        producer.send(
            new ProducerRecord<>(
                Topics.READINGS.name(),
                Integer.toString(reading.systemId()).getBytes(UTF_8),
                serde.serialize(Topics.READINGS.name(), reading)));
      }
    }
  }

  /** Lets it finish. */
  private static void end(Cluster cluster, Path dataDir, Process streams) throws Exception {
    try {
      awaitIdle(cluster, dataDir);
    } finally {
      streams.destroy();
      assertThat(streams.waitFor(30, TimeUnit.SECONDS)).as("stops when told to").isTrue();
    }
  }

  private static void awaitIdle(Cluster cluster, Path dataDir) throws Exception {
    try (var scan = new TopicScan(cluster.kafka(), Duration.ofSeconds(60))) {
      var settings = new HashMap<>(Endpoints.read(dataDir).settings());
      var stages = cluster.stages(settings).subList(0, 2);
      assertThat(new Progress(stages, scan).await(Duration.ofMinutes(3))).isEmpty();
    }
  }

  private static Process streams(Path dataDir, int kill, String guarantee, String... more)
      throws IOException {
    List<String> command =
        ChildJvm.command(Main.class, "streams", "--data-dir", dataDir.toString());
    var settings =
        new ArrayList<String>(
            List.of(
                "state.dir=" + dataDir.resolve("streams-state"),
                "streams.instance.id=one",
                "streams.processing.guarantee=" + guarantee,
                "kafka.session.timeout.ms=6000"));
    settings.addAll(List.of(more));
    for (String setting : settings) {
      command.add("--set");
      command.add(setting);
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(dataDir.resolve("streams-" + kill + ".log").toFile())
        .start();
  }

  private static void wipe(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The rows that stand, by system: the newest revision of each, the later status on a tie. */
  private static Map<Integer, TreeSet<String>> told(Cluster cluster) {
    return told(cluster, Topics.AGG_5M);
  }

  private static Map<Integer, TreeSet<String>> told(Cluster cluster, Topic<Aggregate> topic) {
    var rows = new HashMap<String, Aggregate>();
    var serde = new AvroSerde<>(topic, cluster.registry()).deserializer();
    Records.read(
        cluster.kafka(),
        topic,
        record -> {
          Aggregate row = serde.deserialize(record.topic(), record.value());
          rows.merge(
              row.key() + " " + row.intervalEnd(),
              row,
              (a, b) -> {
                int newer = b.revision().compareTo(a.revision());
                return newer > 0 || (newer == 0 && b.status().compareTo(a.status()) >= 0) ? b : a;
              });
        });
    var told = new TreeMap<Integer, TreeSet<String>>();
    for (Aggregate row : rows.values()) {
      if (row.sampleCount() + row.errorCount() > 0) {
        told.computeIfAbsent(row.key().systemId(), it -> new TreeSet<>())
            .add(NaiveWindows.written(row));
      }
    }
    return told;
  }
}
