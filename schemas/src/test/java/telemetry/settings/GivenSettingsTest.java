package telemetry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenSettingsTest {
  private static final List<String> KNOWN =
      List.of("http.port", "http.host", "max-points.per_poll", "db.password");

  @Test
  void theLaterWins(@TempDir Path dir) throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("gateway.properties"),
            "http.port = 1 \nhttp.host=file é\nkafka.bootstrap.servers=a:1\n");

    assertThat(
            GivenSettings.merge(
                KNOWN,
                file,
                Map.of(
                    "TELEMETRY_HTTP_PORT", "2", "TELEMETRY_MAX_POINTS_PER_POLL", "5", "HOME", "/"),
                Map.of("http.port", "3")))
        .containsOnly(
            Map.entry("http.port", "3"),
            Map.entry("http.host", "file é"),
            Map.entry("kafka.bootstrap.servers", "a:1"),
            Map.entry("max-points.per_poll", "5"));
  }

  @Test
  void clientSettingsMayComeFromTheEnvironment() {
    assertThat(environment("TELEMETRY_KAFKA_BOOTSTRAP_SERVERS", "TELEMETRY_SCHEMA_REGISTRY_URL"))
        .containsOnlyKeys("kafka.bootstrap.servers", "schema.registry.url");
  }

  @Test
  void anUnknownNameIsReportedAsItWasWritten() {
    Map<String, String> given = environment("TELEMETRY_HTPP_PORT");

    assertThatThrownBy(() -> Settings.check("sink", new ConfigDef(), given, s -> List.of()))
        .hasMessageContaining("TELEMETRY_HTPP_PORT: no setting of sink");
  }

  @Test
  void aSecretsOwnVariableIsNoSetting() {
    assertThat(
            GivenSettings.merge(
                KNOWN,
                null,
                Map.of(
                    "TELEMETRY_DATABASE_SECRET",
                    "s",
                    "TELEMETRY_DB_PASSWORD",
                    "env:TELEMETRY_DATABASE_SECRET"),
                Map.of()))
        .containsOnlyKeys("db.password");
  }

  @Test
  void aFileThatIsNotThere(@TempDir Path dir) {
    Path file = dir.resolve("none.properties");

    assertThatThrownBy(() -> GivenSettings.merge(KNOWN, file, Map.of(), Map.of()))
        .isInstanceOf(BadSettings.class)
        .hasMessageContaining(file.toString());
  }

  private static Map<String, String> environment(String... names) {
    var environment = new java.util.TreeMap<String, String>();
    for (String name : names) {
      environment.put(name, "x");
    }
    return GivenSettings.merge(KNOWN, null, environment, Map.of());
  }
}
