package telemetry.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.gateway.file.FileIngest;
import telemetry.gateway.file.MappingFile;
import telemetry.model.ApiKeys;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.RawReading;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.registry.AvroSerde;
import telemetry.topics.RejectedHeaders;
import telemetry.topics.Topics;

/** From the doors to the rows, through real parts. */
class PipelineIT {
  private static final Path SHARED = Path.of("../../shared");

  @TempDir static Path folder;
  private static WholePipeline pipeline;

  @BeforeAll
  static void start() {
    pipeline = new WholePipeline(folder.resolve("data"));
    pipeline.declare(
        new SystemDeclaration(
            900,
            "fronius",
            "site-900",
            "Nine hundred",
            ZoneId.of("Australia/Melbourne"),
            true,
            List.of(ApiKeys.hash("the right key"))));
  }

  @AfterAll
  static void stop() {
    pipeline.close();
  }

  @Test
  void aRecordedHomeGivesExactlyTheRowsThatMustStand() throws Exception {
    Path recording = SHARED.resolve("data/series/fronius-home-400.csv.gz");
    assumeTrue(Files.exists(recording), recording + " is not there: the recorded home is not fed");
    List<String> expected = expectedRows();
    assertThat(expected).hasSize(3526);

    feed(6, Files.newInputStream(recording));
    assertThat(pipeline.rows(6)).isEqualTo(expected);
    assertThat(energyOf(6)).containsExactly("1712.7", "1");

    feed(6, Files.newInputStream(recording));
    assertThat(pipeline.rows(6)).isEqualTo(expected);

    feed(7, new ByteArrayInputStream(shuffled(recording)));
    assertThat(pipeline.rows(7)).isEqualTo(expected);

    feed(6, new ByteArrayInputStream(shuffled(recording)));
    assertThat(pipeline.rows(6)).isEqualTo(expected);
  }

  private static List<String> energyOf(int system) {
    return pipeline.query(
        "SELECT unnest(ARRAY[(SELECT round(sum(delta)::numeric, 4)::float8::text FROM agg_5m"
            + " WHERE system_id = %d AND point = 'powerflow_E_Total'), (SELECT sum(reset_count)::text FROM agg_5m WHERE system_id = %d)])"
                .formatted(system, system));
  }

  private static void feed(int system, InputStream recording) throws Exception {
    var mapping = MappingFile.read(Path.of("src/test/resources/fronius-home.yaml"));
    var summary =
        new FileIngest(pipeline.endpoints.clientSettings(), Clock.systemUTC())
            .feed(system, null, mapping, List.of("-"), recording, progress -> {});
    assertThat(summary.problem()).isEmpty();
    assertThat(summary.records()).isEqualTo(400);
    pipeline.awaitIdle();
  }

  private static List<String> expectedRows() throws IOException {
    var rows = new ArrayList<String>();
    var json = new ObjectMapper();
    try (var lines = lines(SHARED.resolve("vectors/fronius-home-400.rows.ndjson.gz"))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(StandingRow.of(json.readTree(line)));
      }
    }
    return rows;
  }

  private static byte[] shuffled(Path recording) throws IOException {
    try (var lines = lines(recording)) {
      String header = lines.readLine();
      List<String> rows = new ArrayList<>(lines.lines().toList());
      Collections.shuffle(rows, new Random(42));
      return (header + "\n" + String.join("\n", rows) + "\n").getBytes(UTF_8);
    }
  }

  private static BufferedReader lines(Path gzipped) throws IOException {
    return new BufferedReader(
        new InputStreamReader(new GZIPInputStream(Files.newInputStream(gzipped)), UTF_8));
  }

  @Test
  void aPushBecomesARowAndBadOnesGetAClearAnswer() throws Exception {
    Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String fine = push("site-900", "the right key", "\"" + at + "\"");

    // The gateway hears of a declared system a moment later.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(post(fine)).isEqualTo(200));
    assertThat(post(fine)).as("a repeat changes nothing").isEqualTo(200);
    assertThat(post("no json")).isEqualTo(400);
    assertThat(post("{\"siteId\":\"site-900\",\"apiKey\":\"the right key\",\"solarW\":1}"))
        .isEqualTo(400);
    assertThat(post(fine.replace("1500", "NaN"))).isEqualTo(400);
    assertThat(post(push("site-900", "the right key", "\"" + at.plusSeconds(86_400) + "\"")))
        .isEqualTo(400);
    assertThat(post(push("site-901", "the right key", "\"" + at + "\""))).isEqualTo(404);
    assertThat(post(push("site-900", "a wrong key", "\"" + at + "\""))).isEqualTo(401);
    assertThat(post(fine + " ".repeat(2_000_000))).isEqualTo(413);

    pipeline.awaitIdle();
    assertThat(pipeline.rows(900)).hasSize(1);
    assertThat(pipeline.rows(900).get(0)).startsWith("solarW ").contains(" 1500.0 ");
    assertThat(pipeline.query("SELECT name || ' ' || timezone FROM system WHERE system_id = 900"))
        .containsExactly("Nine hundred Australia/Melbourne");
  }

  private static String push(String site, String key, String timestamp) {
    return "{\"siteId\":\"%s\",\"apiKey\":\"%s\",\"timestamp\":%s,\"sequence\":1,\"solarW\":1500}"
        .formatted(site, key, timestamp);
  }

  private static int post(String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(pipeline.endpoints.httpUrl() + "/v1/fronius/push"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  @Test
  void whatMeansNothingIsKeptWithItsReasonAndNothingIsStuck() {
    byte[] key = "910".getBytes(UTF_8);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    pipeline.send(Topics.RAW, key, "bytes that are no Avro".getBytes(UTF_8));
    pipeline.send(Topics.RAW, key, raw(new RawReading(910, "nobody", now, "x/y", new byte[9])));
    pipeline.send(Topics.READINGS, key, new byte[] {0, 1, 2});
    pipeline.read(Topics.READINGS, reading(910, now.plusSeconds(86_400)));
    pipeline.read(Topics.READINGS, reading(910, now));
    pipeline.awaitIdle();

    assertThat(pipeline.rows(910)).hasSize(1);
    assertThat(rejectedOf("910"))
        .containsExactlyInAnyOrder(
            "normalise NOT_AVRO", "normalise UNKNOWN_VENDOR", "window NOT_AVRO", "window FUTURE");
  }

  private static List<String> rejectedOf(String key) {
    var found = new ArrayList<String>();
    pipeline.records(
        Topics.REJECTED,
        record -> {
          if (key.equals(new String(record.key(), UTF_8))) {
            found.add(
                RejectedHeaders.text(record.headers(), RejectedHeaders.STAGE)
                    + " "
                    + RejectedHeaders.text(record.headers(), RejectedHeaders.REASON));
          }
        });
    return found;
  }

  private static byte[] raw(RawReading reading) {
    return new AvroSerde<>(Topics.RAW, pipeline.cluster.registry())
        .serializer()
        .serialize(Topics.RAW.name(), reading);
  }

  private static SystemReading reading(int system, Instant at) {
    return new SystemReading(
        system,
        "test",
        "s",
        Op.PUT,
        at,
        null,
        at,
        null,
        null,
        List.of(new PointValue("p", Kind.GAUGE, "W", Value.of(1), Quality.GOOD)));
  }
}
