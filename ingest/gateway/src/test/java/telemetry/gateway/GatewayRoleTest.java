package telemetry.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import telemetry.gateway.kafka.KafkaRawSink;
import telemetry.model.RawReading;

class GatewayRoleTest {
  /** Nothing listens at port 1. */
  private static final Map<String, String> NOBODY = Map.of("bootstrap.servers", "127.0.0.1:1");

  private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://role");

  @Test
  void withoutKafkaItOpensAnswersLaterAndStopsCleanly() throws Exception {
    var settings =
        Map.of(
            "kafka.bootstrap.servers",
            "127.0.0.1:1",
            "schema.registry.url",
            "mock://role",
            "http.port",
            "0");
    try (var role = new GatewayRole(settings, new SimpleMeterRegistry(), Clock.systemUTC())) {
      assertThat(role.health().ready()).isFalse();
      role.start();

      var push =
          HttpRequest.newBuilder(role.endpoint().resolve("/v1/fronius/push"))
              .POST(
                  BodyPublishers.ofString(
                      "{\"siteId\":\"a\",\"apiKey\":\"b\",\"timestamp\":\"2026-01-01T00:00:00Z\"}"))
              .build();
      var response = HttpClient.newHttpClient().send(push, BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(role.health().live()).isTrue();
      assertThat(role.health().ready()).isFalse();
    }
  }

  @Test
  void aBrokerThatIsAwayMakesTheLogUnavailableInTheTimeThatWasSet() {
    var bounds =
        new KafkaRawSink.Bounds(
            Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofMillis(5), 1 << 20);
    try (var sink = KafkaRawSink.connect(NOBODY, REGISTRY, bounds)) {
      var reading = new RawReading(6, "fronius", Instant.EPOCH, "application/json", new byte[1]);

      assertThatThrownBy(() -> sink.send(reading).join())
          .hasCauseInstanceOf(UnavailableException.class);
    }
  }
}
