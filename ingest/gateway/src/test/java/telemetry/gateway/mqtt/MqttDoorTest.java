package telemetry.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moquette.broker.config.IConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import telemetry.gateway.FakeSink;
import telemetry.gateway.RawSink;
import telemetry.gateway.Systems;
import telemetry.gateway.fake.MqttBroker;
import telemetry.gateway.pace.Rate;
import telemetry.model.SystemDeclaration;
import telemetry.vendors.general.PointFormat;

/** One broker for all; each test has a name of its own there. */
@Execution(ExecutionMode.CONCURRENT)
class MqttDoorTest {
  private static final Instant NOW = Instant.parse("2026-01-15T01:24:00Z");
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final AtomicInteger TESTS = new AtomicInteger();

  private static MqttBroker broker;

  private final FakeSink sink = new FakeSink();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final int test = TESTS.incrementAndGet();
  private volatile Optional<Systems> systems = Optional.of(systems());

  @BeforeAll
  static void start() {
    broker = new MqttBroker();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static Systems systems() {
    return new Systems(Map.of(6, system(6, true), 7, system(7, false)));
  }

  private static SystemDeclaration system(int id, boolean active) {
    return new SystemDeclaration(id, "general", null, "s", ZoneId.of("UTC"), active, List.of());
  }

  private MqttBounds bounds(String url, String password, Optional<Path> truststore) {
    return new MqttBounds(
        url,
        "door-" + test,
        new TopicPattern("t" + test + "/{system}/{point}"),
        MqttBroker.USER,
        password,
        truststore,
        "changeit",
        1000,
        3,
        new Rate(1, 50),
        Duration.ofMillis(100));
  }

  private MqttBounds bounds() {
    return bounds(broker.url(), MqttBroker.PASSWORD, Optional.empty());
  }

  private MqttDoor door(MqttBounds bounds, RawSink log) {
    var door = new MqttDoor(bounds, () -> systems, log, Clock.fixed(NOW, ZoneOffset.UTC), meters);
    door.open();
    return door;
  }

  private void awaitConnected() {
    await()
        .atMost(SOON)
        .until(() -> meters.get("telemetry.gateway.mqtt.connected").gauge().value() == 1);
  }

  private double counted(Received received) {
    var counter =
        meters
            .find("telemetry.gateway.mqtt.messages")
            .tag("outcome", received.name().toLowerCase(Locale.ROOT))
            .counter();
    return counter == null ? 0 : counter.count();
  }

  private void publish(String topic, String body) {
    broker.publish("t" + test + "/" + topic, body);
  }

  private List<String> bodies() {
    return sink.readings().stream().map(reading -> new String(reading.body(), UTF_8)).toList();
  }

  @Test
  void aMessageIsARawRecordOfItsPoint() {
    try (var door = door(bounds(), sink)) {
      awaitConnected();
      publish("6/inverter/1/solar_w", "812.5");
      await().atMost(SOON).until(() -> sink.readings().size() == 1);
    }

    var reading = sink.readings().get(0);
    assertThat(reading.systemId()).isEqualTo(6);
    assertThat(reading.vendor()).isEqualTo("general");
    assertThat(reading.receivedAt()).isEqualTo(NOW);
    assertThat(reading.contentType()).isEqualTo(PointFormat.contentType("inverter/1/solar_w"));
    assertThat(bodies()).containsExactly("812.5");
  }

  @Test
  void whatWasAcknowledgedComesNotAgain() {
    try (var door = door(bounds(), sink)) {
      awaitConnected();
      publish("6/a", "1");
      await().atMost(SOON).until(() -> counted(Received.ACCEPTED) == 1);
    }
    publish("6/a", "2"); // Nobody is there, and the broker keeps it.
    try (var door = door(bounds(), sink)) {
      await().atMost(SOON).until(() -> sink.readings().size() == 2);
    }

    assertThat(bodies()).containsExactly("1", "2");
  }

  @Test
  void whatTheLogHadNotAcknowledgedWhenTheDoorDiedComesAgain() throws Exception {
    var held = new HeldSink();
    var intake = new MqttIntake(bounds(), () -> systems, held, Clock.fixed(NOW, ZoneOffset.UTC));
    var dying =
        new MqttConnection(
            bounds(), intake, new MqttMeters(meters), () -> {}, (connection, fault) -> {});
    dying.open();
    publish("6/a", "1");
    publish("6/a", "2");
    await().atMost(SOON).until(() -> held.taken() == 2);
    dying.abandon();
    held.acknowledgeOne(); // Too late: the connection that it came on is gone.

    try (var door = door(bounds(), sink)) {
      await().atMost(SOON).until(() -> sink.readings().size() == 2);
    }
    assertThat(bodies()).containsExactly("1", "2");
  }

  @Test
  void whileTheLogIsAwayNothingIsAcknowledgedAndAfterwardsItIsThere() {
    sink.awayAfter(1);
    try (var door = door(bounds(), sink)) {
      awaitConnected();
      publish("6/a", "1");
      await().atMost(SOON).until(() -> counted(Received.ACCEPTED) == 1);
      // One alone: this broker counts its message ids anew on each connection, and forgets what was
      // under way when another that waited behind it is given the same id.
      publish("6/a", "2");
      await().atMost(SOON).until(() -> counted(Received.UNACKNOWLEDGED) >= 2);
      assertThat(bodies()).containsExactly("1");
      sink.awayAfter(Integer.MAX_VALUE);
      await().atMost(SOON).until(() -> bodies().contains("2"));
    }
  }

  @Test
  void aConnectionThatWasCutIsMadeAnew() {
    try (var door = door(bounds(), sink)) {
      awaitConnected();
      broker.cutOff("door-" + test);
      publish("6/a", "1");
      await().atMost(SOON).until(() -> sink.readings().size() == 1);
    }
  }

  @Test
  void noMoreIsTakenThanMayBeUnderWay() {
    var held = new HeldSink();
    try (var door = door(bounds(), held)) {
      awaitConnected();
      for (int i = 0; i < 5; i++) {
        publish("6/a", "" + i);
      }
      for (int most = 3; most < 5; most++) {
        int taken = most;
        await().atMost(SOON).pollInterval(POLL).until(() -> held.taken() == taken);
        await().during(POLL.multipliedBy(4)).pollInterval(POLL).until(() -> held.taken() == taken);
        held.acknowledgeOne();
      }
      for (int left = 3; left > 0; left--) {
        int acknowledged = 5 - left + 1;
        await().atMost(SOON).pollInterval(POLL).until(() -> held.taken() == 5);
        held.acknowledgeOne();
        assertThat(counted(Received.ACCEPTED)).isEqualTo(acknowledged);
      }
    }
  }

  @Test
  void whatCannotBeAcceptedIsCountedAndTheRestIsHeard() {
    try (var door = door(bounds(), sink)) {
      awaitConnected();
      publish("6", "1");
      publish("8/a", "1");
      publish("7/a", "1"); // Declared and not heard.
      publish("6/a", "x".repeat(1001));
      for (int i = 0; i < 52; i++) {
        publish("6/a", "1"); // Two more than may come at once.
      }
      await().atMost(SOON).until(() -> counted(Received.TOO_OFTEN) == 2);
    }

    assertThat(counted(Received.NO_POINT)).isEqualTo(1);
    assertThat(counted(Received.UNKNOWN_SYSTEM)).isEqualTo(2);
    assertThat(counted(Received.TOO_LONG)).isEqualTo(1);
    assertThat(counted(Received.ACCEPTED)).isEqualTo(50);
    assertThat(sink.readings()).hasSize(50);
  }

  @Test
  void aRetainedMessageIsNotTakenAsSaidNow() {
    var intake = new MqttIntake(bounds(), () -> systems, sink, Clock.fixed(NOW, ZoneOffset.UTC));

    assertThat(intake.take("t" + test + "/6/a", "1".getBytes(UTF_8), true))
        .isCompletedWithValue(Received.RETAINED);
    assertThat(sink.readings()).isEmpty();
  }

  @Test
  void nobodyIsHeardBeforeTheSystemsAreKnown() {
    systems = Optional.empty();
    try (var door = door(bounds(), sink)) {
      publish("6/a", "1"); // Before the first subscription: no broker keeps this.
      systems = Optional.of(systems());
      awaitConnected();
      publish("6/a", "2");
      await().atMost(SOON).until(() -> sink.readings().size() == 1);
    }
    assertThat(counted(Received.UNKNOWN_SYSTEM)).isZero();
  }

  @Test
  void theBrokersCertificateAndTheLoginMustBeRight(@TempDir Path folder) throws Exception {
    Path store = folder.resolve("broker.p12");
    Path other = folder.resolve("other.p12");
    certificate(store);
    certificate(other);
    try (var secure =
        new MqttBroker(
            Map.of(
                IConfig.SSL_PORT_PROPERTY_NAME, "0",
                IConfig.JKS_PATH_PROPERTY_NAME, store.toString(),
                IConfig.KEY_STORE_TYPE, "pkcs12",
                IConfig.KEY_STORE_PASSWORD_PROPERTY_NAME, "changeit",
                IConfig.KEY_MANAGER_PASSWORD_PROPERTY_NAME, "changeit"))) {
      for (var wrong :
          List.of(
              bounds(secure.tlsUrl(), MqttBroker.PASSWORD, Optional.of(other)),
              bounds(secure.tlsUrl(), "wrong", Optional.of(store)))) {
        var intake = new MqttIntake(wrong, () -> systems, sink, Clock.fixed(NOW, ZoneOffset.UTC));
        var refused =
            new MqttConnection(
                wrong,
                intake,
                new MqttMeters(new SimpleMeterRegistry()),
                () -> {},
                (connection, fault) -> {});
        assertThat(catchThrowable(refused::open)).isNotNull();
        refused.abandon();
      }
      try (var door =
          door(bounds(secure.tlsUrl(), MqttBroker.PASSWORD, Optional.of(store)), sink)) {
        awaitConnected();
        secure.publish("t" + test + "/6/a", "1");
        await().atMost(SOON).until(() -> sink.readings().size() == 1);
      }
    }
  }

  /** A key and its certificate for loopback, made by the JDK's own tool. */
  private static void certificate(Path store) throws Exception {
    var made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(made.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(made.exitValue()).isZero();
  }
}
