package telemetry.deploy.vendors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static telemetry.model.Quality.GOOD;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.deploy.WholePipeline;
import telemetry.deploy.cli.CommandLines;
import telemetry.gateway.fake.FakeVendor;
import telemetry.gateway.kafka.SystemsShare;
import telemetry.model.ApiKeys;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.topics.Topics;

/** Every vendor once, from its protocol over real HTTP to rows in PostgreSQL. */
class VendorsIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String JSON = "application/json";
  private static final Value ONE = Value.of(1);
  private static final String KEY = "a key of the general system";

  private static Instant began;

  @TempDir static Path folder;
  private static final MinuteClock CLOCK = new MinuteClock();
  private static final List<Actor> ACTORS = new ArrayList<>();
  private static ActedAmber amber;
  private static WholePipeline pipeline;

  @BeforeAll
  static void start() {
    pipeline = new WholePipeline(folder.resolve("data"), Map.of("poll.timeout.ms", "2000"), CLOCK);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    began = now;
    ACTORS.add(ActedSelectronic.begin(VendorsIT::reference, now));
    ACTORS.add(ActedFronius.begin(now));
    ACTORS.add(ActedEnphase.begin(VendorsIT::reference));
    ACTORS.add(ActedEnvoy.begin(VendorsIT::reference, now));
    ACTORS.add(ActedMondo.begin(VendorsIT::reference));
    amber = new ActedAmber(now);
    ACTORS.add(amber.begin(VendorsIT::reference));
    CLOCK.skipMinutes();
    var declared = new ArrayList<SystemDeclaration>();
    for (Actor actor : ACTORS) {
      declared.add(
          new SystemDeclaration(
              id(actor.vendor()),
              actor.vendor(),
              actor.site(),
              actor.vendor(),
              ZoneId.of("Australia/Sydney"),
              true,
              List.of(),
              actor.access()));
    }
    declared.add(
        new SystemDeclaration(
            1, "general", null, "g", ZoneId.of("UTC"), true, List.of(ApiKeys.hash(KEY))));
    pipeline.declare(declared.toArray(SystemDeclaration[]::new));
  }

  @AfterAll
  static void stop() {
    pipeline.close();
    ACTORS.forEach(actor -> actor.server().close());
  }

  /** A credential as declarations give it. */
  private static String reference(String secret) {
    try {
      return "file:" + Files.writeString(Files.createTempFile(folder, "secret", ""), secret);
    } catch (IOException e) {
      throw new UncheckedIOException("a folder of the test's own", e);
    }
  }

  private static int id(String vendor) {
    for (int i = 0; i < ACTORS.size(); i++) {
      if (ACTORS.get(i).vendor().equals(vendor)) {
        return 100 + i;
      }
    }
    throw new IllegalArgumentException(vendor);
  }

  /** All accidents have happened, and yet the rows hold these. */
  private static void assertHeard(String vendor, String... beginnings) {
    awaitAccidents(vendor);
    for (String beginning : beginnings) {
      awaitRow(vendor, beginning);
    }
    assertThat(rejected(id(vendor))).isZero();
  }

  /** They befall whoever asks, so nobody but the poller asks before. */
  private static void awaitAccidents(String vendor) {
    Actor actor = ACTORS.get(id(vendor) - 100);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(actor.server().accidentsLeft())
                    .as("accidents to come; asked was %s", asked(actor))
                    .isZero());
  }

  private static void awaitRow(String vendor, String beginning) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(pipeline.rows(id(vendor))).anyMatch(row -> row.matches(beginning)));
  }

  private static List<String> asked(Actor actor) {
    return actor.server().asked().stream().map(FakeVendor.Asked::text).toList();
  }

  /** The poller's own word for what befell it: a status, or none where no whole answer came. */
  private static void assertSeen(String vendor, String... statuses) {
    for (String status : statuses) {
      assertThat(pipeline.metrics())
          .contains(
              "telemetry_poll_requests_seconds_count{status=\"%s\",vendor=\"%s\"}"
                  .formatted(status, vendor));
    }
  }

  private static long rejected(int system) {
    var keys = new ArrayList<String>();
    pipeline.records(Topics.REJECTED, record -> keys.add(new String(record.key(), UTF_8)));
    return keys.stream().filter(Integer.toString(system)::equals).count();
  }

  @Test
  void selectronic() {
    assertHeard("selectronic", "solar_w .* 150\\.25 .*", "load_wh_total .* 2250375\\.0 .*");
    assertSeen("selectronic", "302", "401", "503");
  }

  @Test
  void fronius() {
    assertHeard("fronius-local", ".*P_Grid .* 412\\.5 .*", ".*E_Total .* 2\\.5706367E7 .*");
    assertSeen("fronius-local", "none"); // Cut off.
  }

  @Test
  void enphase() {
    assertHeard("enphase", ".*powr .* 1812\\.0 .*", ".*enwh .* 151\\.0 .*");
    assertSeen("enphase", "401", "429");
  }

  @Test
  void envoy() {
    assertHeard("envoy", ".*wNow .* 1902\\.0 .*");
    assertThat(pipeline.metrics())
        .as("a page with status 200 is no answer")
        .contains("telemetry_poll_asks_total{outcome=\"passing\",vendor=\"envoy\"}");
  }

  @Test
  void mondo() {
    assertHeard("mondo", "7b1e/energyNowW .* 3120\\.5 .*");
    assertSeen("mondo", "none", "302"); // Too slow.

    var err = new StringWriter();
    int status =
        CommandLines.telemetry()
            .setErr(new PrintWriter(err, true))
            .execute(
                "ingest",
                "backfill",
                "--data-dir=" + folder.resolve("data"),
                "--system=" + id("mondo"),
                "--from=2026-01-01T00:00:00Z",
                "--to=2026-01-02T00:00:00Z");
    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("found mondo, which tells of now alone");
  }

  @Test
  void amber() {
    assertHeard("amber", ".*kwh .* 0\\.4 .*", ".*kwh .* -1\\.25 .*", ".*perKwh .* 21\\.5 .*");
    assertSeen("amber", "429", "500");

    amber.bill();
    Instant now = Instant.now();
    var out = new StringWriter();
    assertThat(
            run(
                out,
                "ingest",
                "backfill",
                "--system=" + id("amber"),
                "--from=" + now.minus(Duration.ofDays(2)),
                "--to=" + now,
                "--json"))
        .isZero();
    assertThat(out.toString()).contains("\"questions\":2", "\"answers\":6");
    awaitRow("amber", ".*kwh .* 0\\.412 .*");
  }

  /**
   * On six days of seven both points spoke; only one of their vendors still knows of the seventh.
   */
  @Test
  void aHoleIsAskedForAgainWhereTheVendorHasAPast() throws Exception {
    awaitAccidents("amber");
    for (int day : List.of(-3, -2, -1, 1, 2, 3)) {
      Instant end = ActedAmber.longAgo(began, day);
      spoke("amber", "amber.usage", end, new PointValue("E1/kwh", Kind.INTERVAL, "kWh", ONE, GOOD));
      spoke("mondo", "mondo", end, new PointValue("old/energyNowW", Kind.GAUGE, "W", ONE, GOOD));
    }
    pipeline.awaitIdle();
    String[] line = {
      "gaps",
      "fetch",
      "--system=" + id("amber") + "," + id("mondo"),
      "--point=" + id("amber") + "/E1/kwh",
      "--point=" + id("mondo") + "/old/energyNowW",
      "--from=" + ActedAmber.longAgo(began, 0).minusSeconds(3600),
      "--to=" + ActedAmber.longAgo(began, 0).plusSeconds(3600),
      "--at-least=5m"
    };

    var out = new StringWriter();
    assertThat(run(out, line)).as(out.toString()).isEqualTo(1);
    assertThat(out.toString())
        .contains("fetched", "found mondo, which tells of now alone")
        .contains("2 intervals were missing, 1 are");
    assertThat(pipeline.rows(id("amber"))).anyMatch(row -> row.matches("E1/kwh .* 0\\.3 .*"));
    var again = new StringWriter();
    assertThat(run(again, line)).isEqualTo(1);
    assertThat(again.toString()).doesNotContain("fetched").contains("1 intervals were missing");
  }

  private static void spoke(String vendor, String source, Instant end, PointValue value) {
    Instant start = end.minus(Duration.ofMinutes(30));
    pipeline.read(
        Topics.READINGS,
        new SystemReading(
            id(vendor), vendor, source, Op.PUT, end, start, end, null, null, List.of(value)));
  }

  @Test
  void noCredentialIsInATopicOrAnOpenFile() throws Exception {
    assertHeard("enphase", ".*powr .* 1812\\.0 .*");
    var found = new ArrayList<String>();
    for (var topic : Topics.all()) {
      pipeline.records(
          topic,
          record -> {
            String value = record.value() == null ? "" : new String(record.value(), UTF_8);
            for (String secret : List.of("hush", "open sesame", "psk_amber", "the api key")) {
              if (value.contains(secret)) {
                found.add(topic.name());
              }
            }
          });
    }
    assertThat(found).isEmpty();
    try (var sessions = Files.list(folder.resolve("data/sessions"))) {
      assertThat(sessions)
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(Files.getPosixFilePermissions(file).toString())
                      .doesNotContain("GROUP", "OTHERS"));
    }
  }

  @Test
  void general() throws Exception {
    Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3600);
    String one =
        "{\"measuredAt\":\"%s\",\"values\":{\"room\":{\"value\":21.5,\"unit\":\"C\"}}}"
            .formatted(at);
    String two =
        "{\"measuredAt\":\"%s\",\"point\":\"door\",\"value\":\"open\",\"kind\":\"STATE\"}"
            .formatted(at);

    assertThat(post(one, JSON)).isEqualTo(200);
    assertThat(post("[" + one + "," + two + "]", JSON)).isEqualTo(200);
    assertThat(post(one + "\n" + two + "\n", "application/x-ndjson")).isEqualTo(200);
    pipeline.awaitIdle();

    assertThat(pipeline.rows(1)).hasSize(2);
    assertThat(pipeline.rows(1)).anyMatch(row -> row.matches("room .* 21\\.5 .*"));
    assertThat(pipeline.rows(1)).anyMatch(row -> row.matches("door .*open.*"));
  }

  @Test
  void systemsAreAppliedListedAndDisabledWithoutARestart() throws Exception {
    Path file = folder.resolve("systems.yaml");
    Files.writeString(
        file,
        "systems: [{id: 2, vendor: general, name: Two, timezone: UTC,"
            + " apiKeys: [the-old-key-of-two, the-new-key-of-two]}]");
    var out = new StringWriter();

    assertThat(run(out, "systems", "apply", file.toString())).isZero();
    String one = "{\"measuredAt\":\"%s\",\"values\":{\"a\":1}}".formatted(Instant.now());
    await().atMost(SOON).until(() -> post(2, "the-old-key-of-two", one, JSON) == 200);
    assertThat(post(2, "the-new-key-of-two", one, JSON)).isEqualTo(200);
    assertThat(post(2, "another", one, JSON)).isEqualTo(401);

    assertThat(run(out, "systems", "disable", "2")).isZero();
    await().atMost(SOON).until(() -> post(2, "the-new-key-of-two", one, JSON) == 404);
    assertThat(run(out, "systems", "list")).isZero();
    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches(" *2 +general +Two +UTC +no +2 .*"))
        .noneMatch(line -> line.contains("key-of-two"));
  }

  private static int run(StringWriter out, String... command) {
    return CommandLines.telemetry()
        .setOut(new PrintWriter(out, true))
        .execute(
            Stream.concat(Stream.of(command), Stream.of("--data-dir=" + folder.resolve("data")))
                .toArray(String[]::new));
  }

  @Test
  void theSystemsAreDividedAmongTheProcessesOfAGroup() {
    var kafka =
        Map.of(
            "bootstrap.servers",
            pipeline.endpoints.bootstrapServers(),
            "heartbeat.interval.ms", // A member hears with its next one that the group changes.
            "300");
    try (var one = SystemsShare.connect(kafka, "a group of two", "")) {
      one.start();
      try (var other = SystemsShare.connect(kafka, "a group of two", "")) {
        other.start();
        await()
            .atMost(SOON)
            .untilAsserted(
                () -> {
                  assertThat(one.part().mine()).hasSize(2);
                  assertThat(other.part().mine()).hasSize(2);
                  assertThat(one.part().mine()).doesNotContainAnyElementsOf(other.part().mine());
                });
      }
      await().atMost(SOON).until(() -> one.part().mine().size() == 4);
    }
  }

  private static int post(String body, String type) throws Exception {
    int[] status = {0};
    await() // The declaration reaches the gateway a moment after it was made.
        .atMost(SOON)
        .until(
            () -> {
              status[0] = post(1, KEY, body, type);
              return status[0] != 404;
            });
    return status[0];
  }

  private static int post(int system, String key, String body, String type) throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create(pipeline.endpoints.httpUrl() + "/v1/systems/" + system + "/readings"))
            .header("Content-Type", type)
            .header("Authorization", "Bearer " + key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
