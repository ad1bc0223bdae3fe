package telemetry.deploy.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import telemetry.deploy.Records;
import telemetry.deploy.embedded.DataDirectory;
import telemetry.deploy.embedded.EmbeddedKafka;
import telemetry.deploy.embedded.Part;
import telemetry.deploy.embedded.Ports;
import telemetry.deploy.run.Cluster;
import telemetry.deploy.systems.SystemsTopic;
import telemetry.gateway.GatewayRole;
import telemetry.model.ApiKeys;
import telemetry.model.RawReading;
import telemetry.model.SystemDeclaration;
import telemetry.registry.AvroSerde;
import telemetry.topics.Topics;

/**
 * The HTTP door under load, with a real broker that is stopped in the middle; broker, door and
 * senders share this process.
 *
 * <p>{@code -Dtelemetry.load.rate=2000 -Dtelemetry.load.seconds=60
 * -Dtelemetry.load.outage.seconds=30 -Dtelemetry.load.p99.ms=100} makes it the long one.
 */
class HttpLoadIT {
  private static final int RATE = Integer.getInteger("telemetry.load.rate", 200);
  private static final int SECONDS = Integer.getInteger("telemetry.load.seconds", 3);
  private static final int OUTAGE = Integer.getInteger("telemetry.load.outage.seconds", 2);

  /** Beside a build on two cores; the long one measures alone. */
  private static final int P99_MILLIS = Integer.getInteger("telemetry.load.p99.ms", 1000);

  private static final int SYSTEMS = 200;
  private static final String KEY = "a key of all the systems";

  @TempDir private Path folder = Path.of("");

  @Test
  void pollsAreAnsweredSoonAndNoneIsLostOrDoubledWhenKafkaStops() throws Exception {
    try (var directory = DataDirectory.take(folder)) {
      var ports = Ports.choose(directory, Map.of());
      EmbeddedKafka kafka = kafka(ports);
      var settings =
          Map.of(
              "kafka.bootstrap.servers",
              kafka.bootstrapServers(),
              "schema.registry.url",
              "mock://load",
              "http.port",
              "0");
      declare(settings);
      try (var gateway = new GatewayRole(settings, new SimpleMeterRegistry(), Clock.systemUTC())) {
        gateway.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> gateway.health().ready());
        var base = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(86_400);
        var load = new PollLoad(gateway.endpoint(), KEY, SYSTEMS, RATE, base);

        load.send(Duration.ofSeconds(1)); // The first requests pay for classes and connections.
        long[] steady = load.send(Duration.ofSeconds(SECONDS));
        told("steady, " + RATE + " polls/s for " + SECONDS + " s: " + PollLoad.text(steady));
        assertThat(load.statuses().keySet()).containsExactly(200);
        assertThat(PollLoad.at(steady, 0.99)).as("p99, ms").isLessThan(P99_MILLIS);

        kafka = withAnOutage(kafka, ports, load);
        assertThatEachIsThere(settings, load);
      } finally {
        kafka.close();
      }
    }
  }

  private EmbeddedKafka kafka(Ports ports) {
    return EmbeddedKafka.start(
        folder.resolve("kafka"), ports.of(Part.KAFKA), ports.of(Part.CONTROLLER));
  }

  private static void declare(Map<String, String> settings) {
    try (var cluster = Cluster.connect(settings, Clock.systemUTC())) {
      cluster.topics(4, (short) 1).apply();
      var systems = new ArrayList<SystemDeclaration>();
      for (int id = 1; id <= SYSTEMS; id++) {
        systems.add(
            new SystemDeclaration(
                id, "general", null, "load", ZoneId.of("UTC"), true, List.of(ApiKeys.hash(KEY))));
      }
      new SystemsTopic(cluster.kafka(), cluster.registry()).declare(systems);
    }
  }

  /** Sends while the broker is stopped, stays away and comes back. */
  private EmbeddedKafka withAnOutage(EmbeddedKafka kafka, Ports ports, PollLoad load)
      throws InterruptedException {
    var sending = new Thread(() -> sendInterruptibly(load), "load");
    sending.start();
    sending.join(Duration.ofSeconds(SECONDS).toMillis() / 3);
    kafka.close();
    sending.join(Duration.ofSeconds(OUTAGE).toMillis());
    EmbeddedKafka back = kafka(ports);
    sending.join(Duration.ofMinutes(2).toMillis());
    assertThat(sending.isAlive()).as("it still sends").isFalse();
    return back;
  }

  private static void sendInterruptibly(PollLoad load) {
    try {
      long[] latencies = load.send(Duration.ofSeconds(SECONDS + OUTAGE));
      told("Kafka stopped for " + OUTAGE + " s: " + PollLoad.text(latencies));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A poll that was acknowledged at once stands there once; others at least once. */
  private static void assertThatEachIsThere(Map<String, String> settings, PollLoad load) {
    var found = new HashMap<String, Integer>();
    try (var cluster = Cluster.connect(settings, Clock.systemUTC())) {
      var serde = new AvroSerde<>(Topics.RAW, cluster.registry()).deserializer();
      Records.read(
          cluster.kafka(),
          Topics.RAW,
          record ->
              found.merge(
                  name(serde.deserialize(record.topic(), record.value())), 1, Integer::sum));
    }
    var sent = new HashSet<>(load.once());
    sent.addAll(load.again());
    long doubled = load.again().stream().filter(poll -> found.getOrDefault(poll, 0) > 1).count();
    told(
        "%d polls sent, %d of them again; statuses %s; %d in the log, %d of them a second time"
            .formatted(sent.size(), load.again().size(), load.statuses(), found.size(), doubled));
    assertThat(sent).hasSize(load.polls());
    assertThat(found.keySet()).isEqualTo(sent);
    assertThat(load.once()).allMatch(poll -> found.get(poll) == 1);
  }

  private static String name(RawReading raw) {
    try {
      String at = new JsonMapper().readTree(raw.body()).path("measuredAt").textValue();
      return PollLoad.name(raw.systemId(), Instant.parse(at));
    } catch (IOException e) {
      throw new UncheckedIOException("what was sent is JSON", e);
    }
  }

  private static void told(String line) {
    System.out.println("http load: " + line);
  }
}
