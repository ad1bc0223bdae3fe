package telemetry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final ConfigDef DECLARED =
      new ConfigDef()
          .define("http.port", Type.INT, 8080, Range.between(0, 65535), Importance.HIGH, "Port.")
          .define("http.host", Type.STRING, Importance.HIGH, "Host.");

  @Test
  void givesWhatWasGivenAndTheDefaults() {
    Settings settings = check(Map.of("http.host", "here"));

    assertThat(settings.getInt("http.port")).isEqualTo(8080);
    assertThat(settings.getString("http.host")).isEqualTo("here");
  }

  @Test
  void namesAllProblemsAtOnce() {
    assertThatThrownBy(
            () -> check(Map.of("http.port", "many", "htpp.port", "1", "sink.batch", "2")))
        .isInstanceOfSatisfying(BadSettings.class, e -> assertThat(e.problems()).hasSize(4))
        .hasMessageContaining("gateway cannot start, 4 settings are wrong")
        .hasMessageContaining("htpp.port: no setting of gateway; known are [http.host, http.port]")
        .hasMessageContaining("sink.batch: no setting of gateway")
        .hasMessageContaining("http.host: Missing required configuration")
        .hasMessageContaining("http.port: Invalid value many");
  }

  @Test
  void contradictionsAreRefusedToo() {
    assertThatThrownBy(
            () ->
                Settings.check(
                    "gateway",
                    DECLARED,
                    Map.of("http.host", "h"),
                    settings -> List.of("http.host, http.port: wanted one, found both")))
        .hasMessageContaining("1 setting is wrong")
        .hasMessageContaining("wanted one, found both");
  }

  @Test
  void whatBelongsToTheClientsGoesToThem() {
    Settings settings =
        check(
            Map.of(
                "http.host",
                "h",
                "kafka.bootstrap.servers",
                "k:1",
                "schema.registry.url",
                "http://r",
                "auto.register.schemas",
                "false",
                "bearer.auth.token",
                "env:TOKEN"));

    assertThat(settings.kafka()).containsExactly(Map.entry("bootstrap.servers", "k:1"));
    assertThat(settings.registry())
        .containsOnlyKeys("schema.registry.url", "auto.register.schemas", "bearer.auth.token");
  }

  private static Settings check(Map<String, String> given) {
    return Settings.check("gateway", DECLARED, given, settings -> List.of());
  }
}
