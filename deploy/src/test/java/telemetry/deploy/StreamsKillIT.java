package telemetry.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import telemetry.deploy.cli.CommandLines;
import telemetry.deploy.embedded.DataDirectory;
import telemetry.deploy.embedded.EmbeddedStack;
import telemetry.deploy.progress.Progress;
import telemetry.deploy.progress.TopicScan;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.systems.SystemsTopic;
import telemetry.model.Aggregate;
import telemetry.model.Event;
import telemetry.model.EventType;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.registry.AvroSerde;
import telemetry.topics.Topic;
import telemetry.topics.Topics;
import telemetry.window.NaiveRollUps;
import telemetry.window.NaiveWindows;

/**
 * The streams process is killed while it works: between the commit of readings and the telling of
 * their rows, at random, and once with its state lost; what it told in the end, reduced by
 * revision, is what a naive reading of the rules says. Both guarantees work on one cluster, one
 * after the other, each with systems of its own, and the second takes the state of the first up.
 * Where the state is lost and its changelog too, all is told again, and then by what people have
 * said of a meter meanwhile.
 *
 * <p>{@code -Dtelemetry.kills=20 -Dtelemetry.values=500000} makes it the long one; {@code
 * -Dtelemetry.seed} gives what is sent once more.
 */
class StreamsKillIT {
  private static final int KILLS = Integer.getInteger("telemetry.kills", 3);
  private static final int VALUES = Integer.getInteger("telemetry.values", 15_000);
  private static final int SYSTEMS = 50;

  /** The first of those whose state is lost. */
  private static final int FORGOTTEN = 201;

  /** A meter of its, of which it is said later how fast it can rise. */
  private static final String LIMITED = FORGOTTEN + "/total";

  /** So that there is little to wait for. */
  private static final String OFTEN = "streams.emit.interval.ms=300";

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Instant AT = Instant.parse("2025-11-11T04:41:00Z");
  private static final ZoneId SYDNEY = ZoneId.of("Australia/Sydney");
  private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");

  @TempDir private static Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // Set before all tests.
  private static DataDirectory directory;

  @SuppressWarnings("NullAway.Init")
  private static EmbeddedStack stack;

  @SuppressWarnings("NullAway.Init")
  private static Cluster cluster;

  private static int starts;

  @BeforeAll
  static void start() {
    directory = DataDirectory.take(folder.resolve("data"));
    stack = EmbeddedStack.start(directory, Map.of());
    var endpoints =
        new Endpoints(
            stack.kafka().bootstrapServers(),
            stack.registry().url(),
            stack.database().jdbcUrl(),
            "http://127.0.0.1:1");
    endpoints.write(directory.path());
    cluster = Cluster.connect(endpoints.settings(), Clock.systemUTC());
    cluster.topics(4, (short) 1).apply();
  }

  @AfterAll
  static void stop() {
    cluster.close();
    stack.close();
    directory.close();
  }

  @ParameterizedTest
  @CsvSource({"exactly_once_v2, 1", "at_least_once, 101"})
  void noKillChangesTheAnswer(String guarantee, int firstSystem) throws Exception {
    long seed = Long.getLong("telemetry.seed", System.nanoTime());
    var random = new Random(seed);
    Load load = Load.of(firstSystem, SYSTEMS, VALUES, random);
    List<SystemReading> oneWindow = Load.oneWindow(systems(firstSystem), AT);
    var all = new ArrayList<>(oneWindow);
    all.addAll(load.all());
    declare(firstSystem, system -> system % 2 == 0 ? SYDNEY : KATHMANDU);

    killBetweenCommitAndRows(guarantee, firstSystem, oneWindow);
    declare(firstSystem, system -> system % 3 == 0 ? SYDNEY : KATHMANDU);
    workAndKill(guarantee, load.all(), random);

    String what = "seed " + seed + ", " + guarantee;
    var sent = new Load(all);
    assertToldIs(sent, told(Topics.AGG_5M), Map.of(), what);
    assertRollUpsAre(sent, what);
  }

  @Test
  void aLostStateIsNotRunOnAndIsHeardAgainWhenForgottenUnderTheLimitsSetMeanwhile()
      throws Exception {
    String guarantee = "exactly_once_v2";
    var readings = new ArrayList<>(Load.oneWindow(systems(FORGOTTEN), AT));
    for (int minute : new int[] {0, 1, 2, 33}) {
      // Eleven in the first minute, then one at a time.
      readings.add(total(AT.plusSeconds(60L * minute), minute == 0 ? 1000 : 1010 + minute));
    }
    Process streams = streams(guarantee);
    try {
      send(readings);
      awaitIdle();
    } finally {
      stop(streams);
    }
    assertToldIs(new Load(readings), told(Topics.AGG_5M), Map.of(), "without a limit");
    assertThat(rebased()).isEmpty();
    wipe(state());
    cluster.admin().deleteTopics(List.of("telemetry-streams-windows-changelog")).all().get();

    Process refuses = streams(guarantee);
    assertThat(refuses.waitFor(60, TimeUnit.SECONDS)).as("it does not run").isTrue();
    assertThat(refuses.exitValue()).isNotZero();
    assertThat(Files.readString(log(starts - 1))).contains("telemetry streams rebuild");
    assertThat(telemetry("epoch", "raise", "--reason=fitted", "--max-per-hour=" + LIMITED + "=600"))
        .isZero();
    await().atMost(TIMEOUT).until(() -> telemetry("streams", "rebuild") == 0);
    assertThat(cluster.control().emitted()).as("not taken for idle").isEmpty();

    streams = streams(guarantee);
    try {
      awaitIdle();
    } finally {
      stop(streams);
    }
    assertToldIs(
        new Load(readings), told(Topics.AGG_5M), Map.of("total", 600.0), "told again, limited");
    assertThat(rebased())
        .extracting(event -> event.systemId() + "/" + event.point(), Event::at, Event::details)
        .containsExactly(
            tuple(LIMITED, AT.plusSeconds(60), Map.of("from", "1000.0", "to", "1011.0")));
  }

  private static SystemReading total(Instant at, double number) {
    var value = new PointValue("total", Kind.COUNTER, "Wh", Value.of(number), Quality.GOOD);
    return new SystemReading(
        FORGOTTEN, "t", "meter", Op.PUT, at, null, at, null, null, List.of(value));
  }

  private static List<Event> rebased() {
    var rebased = new ArrayList<Event>();
    var serde = new AvroSerde<>(Topics.EVENTS, cluster.registry()).deserializer();
    Records.read(
        cluster.kafka(),
        Topics.EVENTS,
        record -> {
          Event event = serde.deserialize(record.topic(), record.value());
          if (event.type() == EventType.COUNTER_REBASED) {
            rebased.add(event);
          }
        });
    return rebased;
  }

  private static int telemetry(String... line) {
    List<String> arguments = new ArrayList<>(List.of(line));
    arguments.add("--data-dir=" + directory.path());
    return CommandLines.telemetry().execute(arguments.toArray(String[]::new));
  }

  private static void stop(Process streams) throws InterruptedException {
    streams.destroy();
    assertThat(streams.waitFor(30, TimeUnit.SECONDS)).as("stops when told to").isTrue();
  }

  private static IntStream systems(int first) {
    return IntStream.range(first, first + SYSTEMS);
  }

  private static void killBetweenCommitAndRows(
      String guarantee, int firstSystem, List<SystemReading> oneWindow) throws Exception {
    Process streams = streams(guarantee, "streams.emit.interval.ms=60000");
    // What is old when it is heard is history, and told as soon as that is read.
    await().atMost(TIMEOUT).until(() -> isReady(log(starts - 1)));
    send(oneWindow);
    try (var scan = new TopicScan(cluster.kafka(), TIMEOUT)) {
      long sent = scan.ends(Topics.READINGS.name()).values().stream().mapToLong(it -> it).sum();
      await().atMost(TIMEOUT).until(() -> Committed.readings(cluster.kafka()) == sent);
    }
    assertThat(told(Topics.AGG_5M).keySet())
        .as("told before the kill")
        .doesNotContainAnyElementsOf(systems(firstSystem).boxed().toList());
    streams.destroyForcibly().waitFor();
  }

  /** Whether the process with this log has said where it tells its health, and is well. */
  private static boolean isReady(Path log) throws IOException, InterruptedException {
    Matcher ops = Pattern.compile("role started .*ops=(\\S+)").matcher(Files.readString(log));
    if (!ops.find()) {
      return false;
    }
    var ready = HttpRequest.newBuilder(URI.create(ops.group(1) + "/health/ready")).build();
    return HttpClient.newHttpClient().send(ready, BodyHandlers.discarding()).statusCode() == 200;
  }

  private static void assertToldIs(
      Load load, Map<Integer, TreeSet<String>> told, Map<String, Double> maxPerHour, String what) {
    for (var system : load.bySystem().entrySet()) {
      assertThat(String.join("\n", told.getOrDefault(system.getKey(), new TreeSet<>())))
          .as("system %d, %s", system.getKey(), what)
          .isEqualTo(
              String.join("\n", new TreeSet<>(NaiveWindows.rows(system.getValue(), maxPerHour))));
    }
  }

  private static void assertRollUpsAre(Load load, String what) {
    Map<Integer, TreeSet<String>> hours = told(Topics.AGG_1H);
    Map<Integer, TreeSet<String>> days = told(Topics.AGG_1D);
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

  private static void declare(int firstSystem, IntFunction<ZoneId> zone) {
    new SystemsTopic(cluster.kafka(), cluster.registry())
        .declare(
            systems(firstSystem)
                .mapToObj(
                    id ->
                        new SystemDeclaration(
                            id, "test", null, "home " + id, zone.apply(id), true, List.of()))
                .toList());
  }

  private static void workAndKill(String guarantee, List<SystemReading> all, Random random)
      throws Exception {
    Process streams = streams(guarantee, OFTEN);
    int part = all.size() / (KILLS + 1) + 1;
    for (int kill = 1; kill <= KILLS; kill++) {
      List<SystemReading> more = all.subList((kill - 1) * part, kill * part);
      if (kill % 3 == 0) {
        send(more);
        // At any moment, perhaps before it has taken its state up.
        streams.waitFor(random.nextInt(2500), TimeUnit.MILLISECONDS);
      } else {
        sendAndAwaitRows(streams, more);
        // It has about a second of work or of telling.
        streams.waitFor(random.nextInt(1000), TimeUnit.MILLISECONDS);
      }
      assertThat(streams.isAlive()).as("it stopped by itself; see its log").isTrue();
      streams.destroyForcibly().waitFor();
      if (kill == 2) {
        wipe(state());
      }
      streams = streams(guarantee, OFTEN);
    }
    try {
      send(all.subList(KILLS * part, all.size()));
      awaitIdle();
    } finally {
      stop(streams);
    }
  }

  /** Until the first rows are told: it is at work. */
  private static void sendAndAwaitRows(Process streams, List<SystemReading> readings)
      throws IOException {
    try (var scan = new TopicScan(cluster.kafka(), TIMEOUT)) {
      var before = scan.ends(Topics.AGG_5M.name());
      send(readings);
      await()
          .atMost(TIMEOUT)
          .failFast("it stopped by itself", () -> !streams.isAlive())
          .until(() -> !scan.ends(Topics.AGG_5M.name()).equals(before));
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      String log = Files.readString(log(starts - 1));
      throw new AssertionError("no row was told; its log:\n" + log + threads(streams), e);
    }
  }

  private static String threads(Process streams) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process asked =
        new ProcessBuilder(jcmd, Long.toString(streams.pid()), "Thread.print")
            .redirectErrorStream(true)
            .start();
    return new String(asked.getInputStream().readAllBytes(), UTF_8);
  }

  private static void send(List<SystemReading> readings) {
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

  private static void awaitIdle() throws Exception {
    try (var scan = new TopicScan(cluster.kafka(), TIMEOUT)) {
      var settings = new HashMap<>(Endpoints.read(directory.path()).settings());
      var stages = cluster.stages(settings).subList(0, 2);
      assertThat(new Progress(stages, scan).await(Duration.ofMinutes(3))).isEmpty();
    }
  }

  private static Path state() {
    return directory.resolve("streams-state");
  }

  private static Path log(int start) {
    return directory.resolve("streams-" + start + ".log");
  }

  private static Process streams(String guarantee, String... more) throws IOException {
    List<String> command =
        ChildJvm.command(Main.class, "streams", "--data-dir", directory.path().toString());
    var settings =
        new ArrayList<String>(
            List.of(
                "state.dir=" + state(),
                "streams.instance.id=one",
                "streams.processing.guarantee=" + guarantee,
                "kafka.session.timeout.ms=6000",
                // What a process left open whose name is lost with its state.
                "kafka.producer.transaction.timeout.ms=6000"));
    settings.addAll(List.of(more));
    for (String setting : settings) {
      command.add("--set");
      command.add(setting);
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log(starts++).toFile())
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
  private static Map<Integer, TreeSet<String>> told(Topic<Aggregate> topic) {
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
