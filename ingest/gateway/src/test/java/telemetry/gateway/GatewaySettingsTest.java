package telemetry.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import telemetry.settings.BadSettings;

class GatewaySettingsTest {
  @Test
  void whatKafkaAndTheRegistryNeedIsEnough() {
    var settings =
        GatewaySettings.check(
            Map.of("kafka.bootstrap.servers", "b:9092", "schema.registry.url", "mock://s"));

    var bounds = HttpSettings.bounds(settings);
    assertThat(bounds.host()).isEqualTo("127.0.0.1");
    assertThat(bounds.port()).isEqualTo(8080);
    assertThat(bounds.maxBodyBytes()).isEqualTo(1_000_000);
    assertThat(bounds.tls()).isNull();
  }

  @Test
  void unknownAndWrongSettingsAreNamedAtOnce() {
    assertThatThrownBy(() -> GatewaySettings.check(Map.of("http.prot", "1", "http.port", "70000")))
        .isInstanceOfSatisfying(
            BadSettings.class,
            e ->
                assertThat(e.problems())
                    .hasSize(4)
                    .anyMatch(problem -> problem.startsWith("http.prot: no setting of ingest"))
                    .anyMatch(problem -> problem.startsWith("http.port: "))
                    .anyMatch(problem -> problem.startsWith("kafka.bootstrap.servers: "))
                    .anyMatch(problem -> problem.startsWith("schema.registry.url: ")));
  }

  @Test
  void contradictionsAreNamedAtOnce() {
    var given =
        Map.of(
            "kafka.acks", "1",
            "kafka.enable.idempotence", "false",
            "kafka.partitioner.class", "Other",
            "http.tls.keystore.path", "/no/such/file");

    assertThatThrownBy(() -> GatewaySettings.check(given))
        .isInstanceOfSatisfying(
            BadSettings.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.substring(0, problem.indexOf(": ")))
                    .containsExactly(
                        "kafka.bootstrap.servers",
                        "schema.registry.url",
                        "kafka.acks",
                        "kafka.enable.idempotence",
                        "kafka.partitioner.class",
                        "http.tls.keystore.path and http.tls.keystore.password.file",
                        "http.tls.keystore.path"));
  }

  @Test
  void whatIsWrongWithTheMqttDoorIsNamedAtOnceAndNoPasswordIsShown() {
    var given =
        Map.of(
            "kafka.bootstrap.servers", "b:9092",
            "schema.registry.url", "mock://s",
            "mqtt.broker", "tcp://me:hunter2@broker:1883",
            "mqtt.topic", "telemetry/{system}",
            "mqtt.password", "hunter2",
            "mqtt.tls.truststore.path", "/no/such/file",
            "mqtt.tls.truststore.password", "env:NO_SUCH_VARIABLE");

    assertThatThrownBy(() -> GatewaySettings.check(given))
        .isInstanceOfSatisfying(
            BadSettings.class,
            e ->
                assertThat(e.problems())
                    .noneMatch(problem -> problem.contains("hunter2"))
                    .extracting(problem -> problem.substring(0, problem.indexOf(": ")))
                    .containsExactly(
                        "mqtt.broker",
                        "mqtt.topic",
                        "mqtt.password",
                        "mqtt.tls.truststore.password",
                        "mqtt.tls.truststore.path"));
  }

  @Test
  void moreMessagesThanTheBufferHoldsCannotBeUnderWay() {
    var given =
        Map.of(
            "kafka.bootstrap.servers", "b:9092",
            "schema.registry.url", "mock://s",
            "mqtt.broker", "tcp://b:1883",
            "mqtt.max.message.bytes", "20000");

    assertThatThrownBy(() -> GatewaySettings.check(given))
        .hasMessageContaining(
            "mqtt.max.unacknowledged, mqtt.max.message.bytes: wanted messages that fit in the buffer of"
                + " 16777216 bytes together, found 1000 of 20256 bytes");
    var fewer = new HashMap<>(given);
    fewer.put("mqtt.max.unacknowledged", "800");
    assertThat(MqttSettings.bounds(GatewaySettings.check(fewer))).isPresent();
  }

  @Test
  void withoutABrokerThereIsNoMqttDoor() {
    var given = Map.of("kafka.bootstrap.servers", "b:9092", "schema.registry.url", "mock://s");

    assertThat(MqttSettings.bounds(GatewaySettings.check(given))).isEmpty();
  }
}
