package telemetry.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.deploy.embedded.Ports;
import telemetry.gateway.fake.MqttBroker;

/** Every role a process of its own, started by the command line, as in production. */
class ProcessesIT {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Looked at when this fails. */
  private static final Path LOGS = Path.of("target", "processes-it");

  @TempDir private Path folder = Path.of("");

  private final Deque<Process> started = new ArrayDeque<>();
  private final MqttBroker broker = new MqttBroker();
  private final int opsPort = Ports.anyFree();
  private @Nullable Process ingest;

  @AfterEach
  void stop() throws InterruptedException {
    while (!started.isEmpty()) {
      Process process = started.pop();
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends on SIGTERM").isTrue();
    }
    broker.close();
  }

  @Test
  void aKilledRoleIsStartedAgainAndNothingIsLost() throws Exception {
    start("up", "--only-stack");
    await().atMost(SOON).until(() -> Files.exists(data().resolve("endpoints.properties")));
    startIngest();
    Process streams = start("streams", "--set=streams.instance.id=a");
    Process sink = start("sink", "--set=sink.instance.id=a");
    declare();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    Path recorded = folder.resolve("recorded.csv");
    Files.writeString(recorded, "at,solarW\n" + now.minusSeconds(900) + ",1500\n");
    Path mapping = folder.resolve("mapping.yaml");
    Files.writeString(
        mapping,
        "time: {column: at, unit: iso}\npoints: [{column: solarW, kind: GAUGE, unit: W}]\n");
    assertThat(run("ingest", "file", "--system=900", "--mapping=" + mapping, recorded.toString()))
        .isZero();
    awaitRows("1500");

    streams.destroyForcibly().waitFor();
    push(now.minusSeconds(600), 1600);
    start("streams", "--set=streams.instance.id=a");
    awaitRows("1500", "1600");

    sink.destroyForcibly().waitFor();
    push(now.minusSeconds(300), 1700);
    assertThat(run("sink", "reset", "--topic=telemetry.agg-5m", "--partition=0", "--to=earliest"))
        .isZero();
    start("sink", "--set=sink.instance.id=a");
    awaitRows("1500", "1600", "1700");

    killIngestWhileKafkaHasYetToAcknowledge(now);

    assertThat(run("status", "--wait-idle", "--timeout=40s")).isZero();
    assertThat(run("status", "--set=jdbc.user=nobody_here")).isEqualTo(3);
  }

  /** The message came to the gateway and not yet to Kafka: so the broker has it still. */
  private void killIngestWhileKafkaHasYetToAcknowledge(Instant now) throws Exception {
    await().atMost(SOON).until(() -> metric("telemetry_gateway_mqtt_connected") == 1);
    Process stack = started.getLast();
    signal("STOP", stack);
    try {
      broker.publish(
          "telemetry/900/heater/w",
          "{\"value\":42.5,\"unit\":\"W\",\"time\":\"" + now.minusSeconds(200) + "\"}");
      await().atMost(SOON).until(() -> metric("telemetry_gateway_unacknowledged_bytes") > 0);
      Objects.requireNonNull(ingest).destroyForcibly().waitFor();
    } finally {
      signal("CONT", stack);
    }
    startIngest();
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(averages("heater/w")).containsExactly("42.5"));
  }

  private static void signal(String name, Process process) throws Exception {
    assertThat(
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor())
        .isZero();
  }

  private double metric(String name) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + opsPort + "/metrics")).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofLines())
        .body()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElse(0);
  }

  private void startIngest() throws IOException {
    Path password = folder.resolve("mqtt-password");
    Files.writeString(password, MqttBroker.PASSWORD);
    ingest =
        start(
            "ingest",
            "--set=ops.port=" + opsPort,
            "--set=ingest.instance.id=a",
            "--set=mqtt.broker=" + broker.url(),
            "--set=mqtt.username=" + MqttBroker.USER,
            "--set=mqtt.password=file:" + password);
  }

  private Path data() {
    return folder.resolve("data");
  }

  private void declare() throws Exception {
    Path systems = folder.resolve("systems.yaml");
    Files.writeString(
        systems,
        "systems: [{id: 900, vendor: fronius, site: site-900, name: Nine hundred, timezone: UTC,"
            + " apiKeys: [the-right-key-of-it]}]");
    assertThat(run("systems", "apply", systems.toString())).isZero();
  }

  /** Until the gateway listens and has heard of the site. */
  private void push(Instant at, int watts) {
    var request =
        HttpRequest.newBuilder(URI.create(Endpoints.read(data()).httpUrl() + "/v1/fronius/push"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"siteId\":\"site-900\",\"apiKey\":\"the-right-key-of-it\",\"timestamp\":\"%s\",\"solarW\":%d}"
                        .formatted(at, watts)))
            .build();
    await()
        .atMost(SOON)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
  }

  private void awaitRows(String... averages) {
    await()
        .atMost(SOON)
        .ignoreExceptionsInstanceOf(SQLException.class)
        .untilAsserted(() -> assertThat(averages("solarW")).containsExactly(averages));
  }

  private List<String> averages(String path) throws SQLException {
    try (var connection = DriverManager.getConnection(Endpoints.read(data()).jdbcUrl());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT avg::text FROM telemetry_agg_5m JOIN point USING (system_id, point_id)"
                    + " WHERE path = '"
                    + path
                    + "' ORDER BY interval_end")) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  /** A verb is no role, and needs no process of its own to show how the roles fare. */
  private int run(String... command) {
    return CommandRun.of(data(), command).status();
  }

  /** With the data directory, which every role takes. */
  private Process start(String... command) throws IOException {
    List<String> line = ChildJvm.command(Main.class, command);
    line.add("--data-dir=" + data());
    Files.createDirectories(LOGS);
    Path log = LOGS.resolve(started.size() + "-" + command[0] + ".log");
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    started.push(process);
    return process;
  }
}
