package telemetry.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import telemetry.gateway.FakeSink;
import telemetry.gateway.Systems;
import telemetry.gateway.pace.Rate;
import telemetry.model.ApiKeys;
import telemetry.model.SystemDeclaration;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // One door for all: to shut one takes a second.
class PushEndpointTest {
  private static final Instant NOW = Instant.parse("2026-01-15T01:24:00Z");
  private static final String PUSH =
      "{\"siteId\":\"meadow\",\"apiKey\":\"right\",\"timestamp\":\"2026-01-15T01:23:45Z\",\"solarW\":5}";

  private final FakeSink sink = new FakeSink();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final HttpClient client = HttpClient.newHttpClient();
  private Optional<Systems> systems = Optional.empty();
  private final HttpDoor door =
      new HttpDoor(
          new HttpBounds(
              "127.0.0.1", 0, 10_000, 8, 100, Duration.ofSeconds(2), new Rate(100, 100), null),
          () -> systems,
          sink,
          Clock.fixed(NOW, ZoneOffset.UTC),
          meters);

  private static SystemDeclaration system(int id, String vendor, String site, boolean active) {
    return new SystemDeclaration(
        id, vendor, site, site, ZoneId.of("UTC"), active, List.of(ApiKeys.hash("right")));
  }

  @BeforeAll
  void open() {
    door.open();
  }

  @BeforeEach
  void beginAnew() {
    sink.clear();
    meters.clear();
    systems =
        Optional.of(
            new Systems(
                Map.of(
                    6, system(6, "fronius", "meadow", true),
                    7, system(7, "fronius", "sold", false),
                    8, system(8, "selectronic", "other", true))));
  }

  @AfterAll
  void close() {
    door.close();
  }

  private HttpRequest.Builder request(BodyPublisher body) {
    return HttpRequest.newBuilder(door.endpoint().resolve("/v1/fronius/push"))
        .timeout(Duration.ofSeconds(10))
        .header("Content-Type", "application/json")
        .POST(body);
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> push(String body) throws Exception {
    return send(request(BodyPublishers.ofString(body)).build());
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return new JsonMapper().readTree(response.body());
  }

  @Test
  void aPushIsStoredWithoutItsKeyAndTheSenderIsToldWhere() throws Exception {
    var response = push(PUSH);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo("{\"topic\":\"telemetry.raw\",\"partition\":2,\"offset\":0}");
    var stored = sink.readings().get(0);
    assertThat(stored.systemId()).isEqualTo(6);
    assertThat(stored.vendor()).isEqualTo("fronius");
    assertThat(stored.receivedAt()).isEqualTo(NOW);
    assertThat(stored.contentType()).isEqualTo("application/json");
    assertThat(new String(stored.body(), StandardCharsets.UTF_8))
        .isEqualTo(PUSH.replace("right", ""));
  }

  @Test
  void aRepeatIsTakenLikeAnyOther() throws Exception {
    push(PUSH);

    assertThat(push(PUSH).statusCode()).isEqualTo(200);
    assertThat(sink.readings()).hasSize(2);
  }

  @Test
  void readingsThatMakeNoSenseAreTheDecodersBusiness() throws Exception {
    assertThat(push(PUSH.replace(":5}", ":true}")).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json|400|MALFORMED_BODY|body",
        "[]|400|MALFORMED_BODY|body",
        "{\"apiKey\":\"right\",\"timestamp\":\"T\"}|400|MISSING_FIELD|siteId",
        "{\"siteId\":7,\"apiKey\":\"right\",\"timestamp\":\"T\"}|400|BAD_FIELD|siteId",
        "{\"siteId\":\"meadow\",\"timestamp\":\"T\"}|400|MISSING_FIELD|apiKey",
        "{\"siteId\":\"meadow\",\"apiKey\":\"right\"}|400|MISSING_FIELD|timestamp",
        "{\"siteId\":\"meadow\",\"apiKey\":\"right\",\"timestamp\":\"soon\"}|400|BAD_FIELD|timestamp",
        "{\"siteId\":\"meadow\",\"apiKey\":\"right\",\"timestamp\":\"2026-01-16T01:24:00Z\"}|400|FUTURE|timestamp",
        "{\"siteId\":\"meadow\",\"apiKey\":\"right\",\"timestamp\":\"T\",\"solarW\":NaN}|400|NOT_FINITE|solarW",
        "{\"siteId\":\"meadow\",\"apiKey\":\"wrong\",\"timestamp\":\"T\"}|401|WRONG_KEY|apiKey",
        "{\"siteId\":\"nowhere\",\"apiKey\":\"right\",\"timestamp\":\"T\"}|404|UNKNOWN_SITE|siteId",
        "{\"siteId\":\"sold\",\"apiKey\":\"right\",\"timestamp\":\"T\"}|404|UNKNOWN_SITE|siteId",
        "{\"siteId\":\"other\",\"apiKey\":\"right\",\"timestamp\":\"T\"}|404|UNKNOWN_SITE|siteId",
      })
  void badInputHasAClearAnswer(String body, int status, String error, String field)
      throws Exception {
    var response = push(body.replace("\"T\"", "\"2026-01-15T01:23:45Z\""));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).path("error").textValue()).isEqualTo(error);
    assertThat(json(response).path("field").textValue()).isEqualTo(field);
    assertThat(json(response).has("expected")).isTrue();
    assertThat(json(response).has("found")).isTrue();
    assertThat(response.body()).doesNotContain("right", "wrong");
    assertThat(sink.readings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBodyBeyondTheBoundIsRefused(boolean chunked) throws Exception {
    byte[] body = (PUSH + " ".repeat(60_000)).getBytes(StandardCharsets.UTF_8);

    var response =
        send(
            request(
                    chunked
                        ? BodyPublishers.ofByteArrays(List.of(body))
                        : BodyPublishers.ofByteArray(body))
                .build());

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(json(response).path("expected").textValue()).isEqualTo("at most 10000 bytes");
    assertThat(sink.readings()).isEmpty();
  }

  @Test
  void aBodyOfTheVeryBoundIsTaken() throws Exception {
    assertThat(push(PUSH + " ".repeat(10_000 - PUSH.length())).statusCode()).isEqualTo(200);
    assertThat(push(PUSH + " ".repeat(10_001 - PUSH.length())).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain,415",
    "application/json; charset=latin1,415",
    "Application/JSON; charset=UTF-8,200"
  })
  void theContentTypeCounts(String type, int status) throws Exception {
    var request = request(BodyPublishers.ofString(PUSH)).setHeader("Content-Type", type);

    assertThat(send(request.build()).statusCode()).isEqualTo(status);
  }

  @Test
  void otherMethodsAndPathsAreRefused() throws Exception {
    var get = send(request(BodyPublishers.noBody()).GET().build());
    var elsewhere =
        send(request(BodyPublishers.ofString(PUSH)).uri(door.endpoint().resolve("/v1/x")).build());

    assertThat(get.statusCode()).isEqualTo(405);
    assertThat(get.headers().firstValue("Allow")).contains("POST");
    assertThat(elsewhere.statusCode()).isEqualTo(404);
  }

  @Test
  void aLogThatIsAwayMeansLater() throws Exception {
    sink.awayAfter(0);

    var response = push(PUSH);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void whileTheSystemsAreUnknownNoSiteIs() throws Exception {
    systems = Optional.empty();

    assertThat(push(PUSH).statusCode()).isEqualTo(503);
  }

  @Test
  void aBodyThatOnlyDripsIsGivenUp() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.endpoint().getPort())) {
      var out = socket.getOutputStream();
      out.write(
          "POST /v1/fronius/push HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
              .getBytes(StandardCharsets.US_ASCII));

      await()
          .atMost(Duration.ofSeconds(8))
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                out.write(' ');
                return socket.getInputStream().available() > 0;
              });
      assertThat(firstLine(socket.getInputStream())).contains("408");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST /v1/x, , 100, 404",
    "PUT /v1/fronius/push, , 100, 405",
    "POST /v1/fronius/push, Content-Type: text/plain, 100, 415",
    "POST /v1/fronius/push, , 10001, 413",
    "POST /v1/systems/6/readings, , 100, 401",
    "POST /v1/systems/6/readings, Authorization: Bearer wrong, 100, 401",
    "POST /v1/systems/5/readings, Authorization: Bearer right, 100, 404"
  })
  void whatTheHeadTellsIsAnsweredBeforeTheBodyComes(
      String line, String header, int length, int status) throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.endpoint().getPort())) {
      socket.setSoTimeout(1000); // Sooner than the door loses its patience.
      head(socket, line, header, length);

      assertThat(firstLine(socket.getInputStream())).contains(" " + status + " ");

      // Whoever writes on sees the end of the connection, and no fault.
      socket.getOutputStream().write(new byte[length]);
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .contains("Connection: close", "\"error\"");
    }
  }

  @Test
  void aConnectionGoesOnWhereTheRefusedBodyIsHere() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.endpoint().getPort())) {
      socket.setSoTimeout(5000);
      var in = socket.getInputStream();
      for (int i = 0; i < 3; i++) {
        String whole = "POST /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nwhatever!";
        socket.getOutputStream().write(whole.getBytes(StandardCharsets.US_ASCII));
        assertThat(firstLine(in)).contains(" 404 ");
        rest(in);
      }
    }
  }

  private static void head(Socket socket, String line, String header, int length)
      throws IOException {
    socket
        .getOutputStream()
        .write(
            "%s HTTP/1.1\r\nHost: x\r\n%sContent-Length: %d\r\n\r\n"
                .formatted(line, header == null ? "" : header + "\r\n", length)
                .getBytes(StandardCharsets.US_ASCII));
  }

  /** The rest of an answer whose length is said. */
  private static void rest(InputStream in) throws IOException {
    int length = 0;
    in.read();
    for (String line = firstLine(in); !line.isEmpty(); line = firstLine(in)) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
      }
      in.read();
    }
    in.read();
    assertThat(in.readNBytes(length)).hasSize(length).isNotEmpty();
  }

  private static String firstLine(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  @Test
  void everyRequestIsCountedOnceByItsAnswer() throws Exception {
    push(PUSH);
    push(PUSH);
    push("not json");

    assertThat(meters.get("telemetry.gateway.push").tag("status", "200").timer().count())
        .isEqualTo(2);
    assertThat(meters.get("telemetry.gateway.push").tag("status", "400").timer().count())
        .isEqualTo(1);
  }
}
