package telemetry.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.deploy.embedded.DataDirectory;
import telemetry.deploy.embedded.EmbeddedStack;
import telemetry.deploy.progress.Progress;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.run.Cluster;
import telemetry.model.Aggregate;
import telemetry.model.SystemReading;
import telemetry.registry.AvroSerde;
import telemetry.topics.Topics;
import telemetry.window.NaiveWindows;
import telemetry.window.Scenario;

/**
 * The streams process is killed while it works, once with its state lost; what it told in the end,
 * reduced by revision, is what a naive reading of the rules says.
 *
 * <p>{@code -Dtelemetry.kills=20 -Dtelemetry.polls=2200} makes it the long one.
 */
class StreamsKillIT {
  private static final int KILLS = Integer.getInteger("telemetry.kills", 3);
  private static final int POLLS = Integer.getInteger("telemetry.polls", 60);
  private static final int SYSTEMS = 50;

  @TempDir private Path folder = Path.of("");

  @Test
  void noKillChangesTheAnswer() throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    Map<Integer, List<SystemReading>> sent = sent(random);
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
        workAndKill(cluster, directory.path(), sent, random);

        Map<Integer, TreeSet<String>> told = told(cluster);
        for (var system : sent.entrySet()) {
          assertThat(String.join("\n", told.getOrDefault(system.getKey(), new TreeSet<>())))
              .as("system %d, seed %d", system.getKey(), seed)
              .isEqualTo(String.join("\n", new TreeSet<>(NaiveWindows.rows(system.getValue()))));
        }
      }
    }
  }

  private static Map<Integer, List<SystemReading>> sent(Random random) {
    var sent = new TreeMap<Integer, List<SystemReading>>();
    for (int system = 1; system <= SYSTEMS; system++) {
      Scenario life = Scenario.of(system, POLLS, random.nextLong());
      sent.put(system, system % 2 == 0 ? life.sent() : life.permuted(random));
    }
    return sent;
  }

  private void workAndKill(
      Cluster cluster, Path dataDir, Map<Integer, List<SystemReading>> sent, Random random)
      throws Exception {
    List<SystemReading> all = interleaved(sent, random);
    var serde = new AvroSerde<>(Topics.READINGS, cluster.registry()).serializer();
    var kafka = new HashMap<String, Object>(cluster.kafka());
    try (var producer =
        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
      Process streams = streams(dataDir, 0);
      int part = all.size() / (KILLS + 1) + 1;
      for (int i = 0; i < all.size(); i++) {
        producer.send(
            new ProducerRecord<>(
                Topics.READINGS.name(),
                Integer.toString(all.get(i).systemId()).getBytes(UTF_8),
                serde.serialize(Topics.READINGS.name(), all.get(i))));
        if (i % part == part - 1) {
          producer.flush();
          // It takes some seconds to begin; then it has about a second of work or of telling.
          streams.waitFor(3000 + random.nextInt(3000), TimeUnit.MILLISECONDS);
          assertThat(streams.isAlive()).as("it stopped by itself; see its log").isTrue();
          streams.destroyForcibly().waitFor();
          int kill = i / part + 1;
          if (kill == 2) {
            wipe(dataDir.resolve("streams-state"));
          }
          streams = streams(dataDir, kill);
        }
      }
      producer.flush();
      try (var scan = new TopicScan(cluster.kafka(), Duration.ofSeconds(60))) {
        var settings = new HashMap<>(Endpoints.read(dataDir).settings());
        var stages = cluster.stages(settings).subList(0, 2);
        assertThat(new Progress(stages, scan).await(Duration.ofMinutes(3))).isEmpty();
      } finally {
        streams.destroy();
        assertThat(streams.waitFor(30, TimeUnit.SECONDS)).as("stops when told to").isTrue();
      }
    }
  }

  private static List<SystemReading> interleaved(
      Map<Integer, List<SystemReading>> sent, Random random) {
    var turns = new ArrayList<Integer>();
    sent.forEach((system, readings) -> readings.forEach(reading -> turns.add(system)));
    Collections.shuffle(turns, random);
    var next = new HashMap<Integer, Integer>();
    var all = new ArrayList<SystemReading>();
    for (int system : turns) {
      all.add(sent.get(system).get(next.merge(system, 1, Integer::sum) - 1));
    }
    return all;
  }

  private static Process streams(Path dataDir, int kill) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            "telemetry.deploy.Main",
            "streams",
            "--data-dir",
            dataDir.toString(),
            "--set",
            "state.dir=" + dataDir.resolve("streams-state"),
            "--set",
            "streams.instance.id=one",
            "--set",
            "kafka.session.timeout.ms=6000")
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
    var rows = new HashMap<String, Aggregate>();
    var serde = new AvroSerde<>(Topics.AGG_5M, cluster.registry()).deserializer();
    Records.read(
        cluster.kafka(),
        Topics.AGG_5M,
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
