package telemetry.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import telemetry.avro.Codecs;
import telemetry.model.RejectReason;
import telemetry.registry.RegistryServer.Reply;
import telemetry.topics.Topics;

class HttpRegistryTest {
  private static final Schema SCHEMA = Codecs.RAW.schema();
  private static final String SUBJECT = Topics.RAW.subject();

  private final RegistryServer server = new RegistryServer();
  private final List<Duration> pauses = new ArrayList<>();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void registersOnceAndRemembers() {
    HttpRegistry registry = connect(server.url());

    assertThat(registry.idOf(SUBJECT, SCHEMA)).isEqualTo(1);
    assertThat(registry.idOf(SUBJECT, SCHEMA)).isEqualTo(1);
    assertThat(registry.schemaOf(1)).isEqualTo(SCHEMA);
    assertThat(server.calls()).containsExactly("POST /subjects/telemetry.raw-value/versions");
  }

  @Test
  void readsAnIdOnce() {
    connect(server.url()).idOf(SUBJECT, SCHEMA);
    HttpRegistry reader = connect(server.url());

    assertThat(reader.schemaOf(1)).isEqualTo(SCHEMA);
    assertThat(reader.schemaOf(1)).isEqualTo(SCHEMA);
    assertThat(server.calls()).filteredOn("GET /schemas/ids/1"::equals).hasSize(1);
  }

  @Test
  void anUnknownIdIsBadDataAndIsAskedForAgain() {
    HttpRegistry registry = connect(server.url());
    unknown(registry);
    connect(server.url()).idOf(SUBJECT, SCHEMA);

    assertThat(registry.schemaOf(1)).isEqualTo(SCHEMA);
  }

  @Test
  void aMissingPageIsNotAnUnknownId() {
    server.failing(new Reply(404, "<html>Not here</html>"));

    assertThatThrownBy(() -> connect(server.url()).schemaOf(1))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("check the path in schema.registry.url");
  }

  @Test
  void asksAgainOn5xxAnd429WithGrowingPauses() {
    server.failing(new Reply(503, ""), new Reply(429, ""), new Reply(500, "{}"));

    assertThat(connect(server.url()).idOf(SUBJECT, SCHEMA)).isEqualTo(1);
    assertThat(pauses).hasSize(3).isSorted();
    assertThat(pauses.get(0)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(pauses.get(2)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void saysWhenNobodyAnswers() {
    server.failing(new Reply(500, ""), new Reply(500, ""), new Reply(500, ""), new Reply(500, ""));

    assertThatThrownBy(() -> connect(server.url()).idOf(SUBJECT, SCHEMA))
        .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.retriable()).isTrue())
        .hasMessageContaining("4 attempts")
        .hasMessageContaining("status 500");
  }

  @Test
  void triesTheNextAddressBeforeItWaits() throws IOException {
    HttpRegistry registry = connect("http://localhost:" + closedPort() + "," + server.url());

    assertThat(registry.idOf(SUBJECT, SCHEMA)).isEqualTo(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aClosedDoorIsRetriable() throws IOException {
    int port = closedPort();

    assertThatThrownBy(() -> connect("http://u:secret@localhost:" + port).schemaOf(1))
        .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.retriable()).isTrue())
        .hasMessageContaining("localhost:" + port)
        .hasMessageNotContaining("secret");
    assertThat(pauses).hasSize(3);
  }

  @Test
  void refusalsSayWhatTheRegistrySaid() {
    refused(401, 40101, "Unauthorized", "basic.auth.user.info");
    refused(403, 40301, "User may not", "ask whoever runs the registry");
    refused(409, 40901, "READER_FIELD_MISSING_DEFAULT_VALUE 'x'", "change it compatibly");
    refused(422, 42201, "Invalid schema of type AVRO", "valid");
    assertThat(pauses).isEmpty();
  }

  @Test
  void withoutAutoRegisterItOnlyLooksUp() {
    HttpRegistry reader = connect(server.url(), "auto.register.schemas", "false");

    assertThatThrownBy(() -> reader.idOf(SUBJECT, SCHEMA))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("40403")
        .hasMessageContaining("topics apply");
    connect(server.url()).idOf(SUBJECT, SCHEMA);
    assertThat(reader.idOf(SUBJECT, SCHEMA)).isEqualTo(1);
    assertThat(server.calls()).contains("POST /subjects/telemetry.raw-value");
  }

  @Test
  void theLatestVersionIsWrittenInItsOwnLayout() {
    Schema newer =
        new Schema.Parser()
            .parse(
                SCHEMA
                    .toString()
                    .replace(
                        "{\"name\":\"vendor\"",
                        "{\"name\":\"seen\",\"type\":\"long\",\"default\":7},{\"name\":\"vendor\""));
    connect(server.url()).idOf(SUBJECT, newer);
    HttpRegistry registry =
        connect(server.url(), "auto.register.schemas", "false", "use.latest.version", "true");
    var serde = new AvroSerde<>(Topics.RAW, registry);
    var raw = AnyRecords.raw();

    byte[] wire = serde.serializer().serialize("telemetry.raw", raw);

    assertThat(wire[4]).isEqualTo((byte) 1);
    assertThat(wire[6]).as("the field that only they know, 7 as a varint").isEqualTo((byte) 14);
    assertThat(serde.deserializer().deserialize("telemetry.raw", wire))
        .usingRecursiveComparison()
        .isEqualTo(raw);
  }

  @Test
  void basicByUserInfo() {
    server.guarded("Basic dTpwOnc=");

    assertThat(
            connect(
                    server.url(),
                    "basic.auth.credentials.source",
                    "USER_INFO",
                    "basic.auth.user.info",
                    "u:p:w")
                .idOf(SUBJECT, SCHEMA))
        .isEqualTo(1);
    assertThatThrownBy(() -> connect(server.url()).idOf(SUBJECT, SCHEMA))
        .hasMessageContaining("found 401");
  }

  @Test
  void basicByUrl() {
    server.guarded("Basic dTpwOnc=");

    assertThat(connect(server.url().replace("//", "//u:p%3Aw@")).idOf(SUBJECT, SCHEMA))
        .isEqualTo(1);
  }

  @Test
  void bearer() {
    server.guarded("Bearer t0ken");

    assertThat(
            connect(
                    server.url(),
                    "bearer.auth.credentials.source",
                    "STATIC_TOKEN",
                    "bearer.auth.token",
                    "t0ken")
                .idOf(SUBJECT, SCHEMA))
        .isEqualTo(1);
  }

  @Test
  void anAnswerThatNeverEndsIsCutOff() {
    server.failing(new Reply(200, " ".repeat((1 << 20) + 1)));

    assertThat(connect(server.url()).idOf(SUBJECT, SCHEMA)).isEqualTo(1);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void aPageThatIsNoRegistry() {
    server.failing(new Reply(200, "<html>Welcome</html>"), new Reply(200, "{}"));

    assertThatThrownBy(() -> connect(server.url()).schemaOf(1)).hasMessageContaining("wanted JSON");
    assertThatThrownBy(() -> connect(server.url()).schemaOf(1))
        .hasMessageContaining("wanted the field schema");
  }

  @Test
  void aSchemaOfAnotherKindIsBadData() {
    server.failing(new Reply(200, "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}"));

    assertThatThrownBy(() -> connect(server.url()).schemaOf(1))
        .isInstanceOfSatisfying(
            UndecodableException.class,
            e -> assertThat(e.rejection().reason()).isEqualTo(RejectReason.NOT_AVRO));
  }

  @Test
  void setsTheRuleOfEveryTopicThatHasASchema() {
    Compatibilities.apply(connect(server.url()), Topics.all());

    assertThat(server.levels())
        .hasSize((int) Topics.all().stream().filter(topic -> topic.value() != null).count())
        .containsEntry("telemetry.raw-value", "BACKWARD")
        .containsEntry("telemetry.agg-5m-value", "FULL_TRANSITIVE");
  }

  private void refused(int status, int code, String message, String advice) {
    server.failing(
        new Reply(status, "{\"error_code\":" + code + ",\"message\":\"" + message + "\"}"));
    assertThatThrownBy(() -> connect(server.url()).idOf(SUBJECT, SCHEMA))
        .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.retriable()).isFalse())
        .hasMessageContaining(SUBJECT)
        .hasMessageContaining(Integer.toString(code))
        .hasMessageContaining(message)
        .hasMessageContaining(advice);
  }

  private static void unknown(HttpRegistry registry) {
    assertThatThrownBy(() -> registry.schemaOf(1))
        .isInstanceOfSatisfying(
            UndecodableException.class,
            e -> assertThat(e.rejection().reason()).isEqualTo(RejectReason.UNKNOWN_SCHEMA));
  }

  private HttpRegistry connect(String url, String... more) {
    var settings = new TreeMap<>(Map.of("schema.registry.url", url));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return new HttpRegistry(RegistrySettings.of(settings), pauses::add);
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
