package telemetry.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import telemetry.gateway.FakeSink;
import telemetry.gateway.Systems;
import telemetry.gateway.pace.Rate;
import telemetry.model.ApiKeys;
import telemetry.model.SystemDeclaration;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // One door for all: to shut one takes a second.
class GeneralReadingsTest {
  private static final Instant NOW = Instant.parse("2026-01-15T01:24:00Z");
  private static final String READING =
      "{\"measuredAt\":\"2026-01-15T01:23:45Z\",\"values\":{\"room\":{\"value\":21.5,\"unit\":\"°C\"}}}";

  private final FakeSink sink = new FakeSink();
  private final HttpClient client = HttpClient.newHttpClient();
  private Optional<Systems> systems = Optional.empty();
  private final HttpDoor door =
      new HttpDoor(
          new HttpBounds(
              "127.0.0.1", 0, 10_000, 8, 100, Duration.ofSeconds(2), new Rate(1, 3), null),
          () -> systems,
          sink,
          Clock.fixed(NOW, ZoneOffset.UTC),
          new SimpleMeterRegistry());
  private int next = 100;

  @BeforeAll
  void open() {
    door.open();
  }

  /** Each test has a system of its own, since the clock stands still and so do the rates. */
  @BeforeEach
  void beginAnew() {
    sink.clear();
    next += 2;
    systems =
        Optional.of(
            new Systems(Map.of(next, system(next, true), next + 1, system(next + 1, false))));
  }

  @AfterAll
  void close() {
    door.close();
  }

  private static SystemDeclaration system(int id, boolean active) {
    return new SystemDeclaration(
        id,
        "general",
        null,
        "a house",
        ZoneId.of("UTC"),
        active,
        List.of(ApiKeys.hash("the old key"), ApiKeys.hash("the new key")));
  }

  private HttpRequest.Builder request(byte[] body) {
    return HttpRequest.newBuilder(door.endpoint().resolve("/v1/systems/" + next + "/readings"))
        .timeout(Duration.ofSeconds(10))
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer the new key")
        .POST(BodyPublishers.ofByteArray(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String body) throws Exception {
    return send(request(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void aReadingIsStoredAsItCame() throws Exception {
    var response = send(READING);

    assertThat(response.statusCode()).isEqualTo(200);
    var stored = sink.readings().get(0);
    assertThat(stored.systemId()).isEqualTo(next);
    assertThat(stored.vendor()).isEqualTo("general");
    assertThat(stored.receivedAt()).isEqualTo(NOW);
    assertThat(stored.contentType()).isEqualTo("application/json");
    assertThat(new String(stored.body(), StandardCharsets.UTF_8)).isEqualTo(READING);
  }

  @Test
  void linesAreToldByTheirContentType() throws Exception {
    var request = request((READING + "\n" + READING).getBytes(StandardCharsets.UTF_8));

    assertThat(send(request.setHeader("Content-Type", "application/x-ndjson")).statusCode())
        .isEqualTo(200);
    assertThat(sink.readings().get(0).contentType()).isEqualTo("application/x-ndjson");
  }

  @Test
  void twoKeysAreValidWhileOneIsBeingRotated() throws Exception {
    var old = request(READING.getBytes(StandardCharsets.UTF_8));

    assertThat(send(old.setHeader("Authorization", "bearer the old key")).statusCode())
        .isEqualTo(200);
    assertThat(send(READING).statusCode()).isEqualTo(200);
  }

  @Test
  void aGzippedBodyIsStoredPlain() throws Exception {
    var request = request(gzip(READING.getBytes(StandardCharsets.UTF_8)));

    assertThat(send(request.header("Content-Encoding", "gzip")).statusCode()).isEqualTo(200);
    assertThat(new String(sink.readings().get(0).body(), StandardCharsets.UTF_8))
        .isEqualTo(READING);
  }

  @Test
  void aBodyThatUnpacksBeyondTheBoundIsRefused() throws Exception {
    var bomb = request(gzip(new byte[5_000_000])).header("Content-Encoding", "gzip");

    assertThat(send(bomb).statusCode()).isEqualTo(413);
    assertThat(sink.readings()).isEmpty();
  }

  @Test
  void gzipThatIsNoneOrCutOffIsRefused() throws Exception {
    byte[] whole = gzip(READING.getBytes(StandardCharsets.UTF_8));

    for (byte[] body :
        List.of(READING.getBytes(StandardCharsets.UTF_8), Arrays.copyOf(whole, 30))) {
      var response = send(request(body).header("Content-Encoding", "gzip"));
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("MALFORMED_BODY");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer a wrong one,401,WRONG_KEY",
    "Basic dXNlcjpwYXNz,401,NO_KEY",
    "the new key,401,NO_KEY"
  })
  void withoutARightKeyNothingIsTaken(String authorization, int status, String error)
      throws Exception {
    var response =
        send(
            request(READING.getBytes(StandardCharsets.UTF_8))
                .setHeader("Authorization", authorization));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(new JsonMapper().readTree(response.body()).path("error").textValue())
        .isEqualTo(error);
    assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(response.body()).doesNotContain("new key", "a wrong one");
    assertThat(sink.readings()).isEmpty();
  }

  @Test
  void onlyDeclaredAndActiveSystemsAreHeard() throws Exception {
    for (String id : List.of("" + (next + 1), "7", "0", "x", "06")) {
      var request =
          request(READING.getBytes(StandardCharsets.UTF_8))
              .uri(door.endpoint().resolve("/v1/systems/" + id + "/readings"));
      assertThat(send(request).statusCode()).as("system '%s'", id).isEqualTo(404);
    }
    assertThat(sink.readings()).isEmpty();
  }

  @Test
  void whoeverSendsTooOftenIsToldWhenToComeBack() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(send(READING).statusCode()).isEqualTo(200);
    }

    var response = send(READING);

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).contains("1");
    assertThat(sink.readings()).hasSize(3);
  }

  @Test
  void aWrongKeyUsesUpNobodysShare() throws Exception {
    for (int i = 0; i < 5; i++) {
      send(request(new byte[] {'1'}).setHeader("Authorization", "Bearer wrong"));
    }

    assertThat(send(READING).statusCode()).isEqualTo(200);
  }

  @Test
  void aLogThatIsAwayMeansLater() throws Exception {
    sink.awayAfter(0);

    var response = send(READING);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "|MALFORMED_BODY|body",
        "no json|MALFORMED_BODY|body",
        "{\"values\":{\"room\":1}}|MISSING_FIELD|measuredAt",
        "{\"measuredAt\":\"2026-01-15T01:23:45Z\",\"values\":{\"room\":[]}}|BAD_FIELD|room"
      })
  void badInputHasAClearAnswer(@Nullable String body, String error, String field) throws Exception {
    var response = send(body == null ? "" : body);

    assertThat(response.statusCode()).isEqualTo(400);
    var json = new JsonMapper().readTree(response.body());
    assertThat(json.path("error").textValue()).isEqualTo(error);
    assertThat(json.path("field").textValue()).isEqualTo(field);
    assertThat(sink.readings()).isEmpty();
  }
}
