package telemetry.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import telemetry.settings.BadSettings;

class RegistrySettingsTest {
  private static final String URL = "http://localhost:1";

  @Test
  void namesEveryProblemAndNoSecret() {
    assertThatThrownBy(
            () ->
                RegistrySettings.of(
                    Map.of(
                        "schema.registry.url",
                        "ftp://u:hunter2@there",
                        "auto.register.schemas",
                        "perhaps",
                        "basic.auth.user.info",
                        "u:hunter2",
                        "bearer.auth.credentials.source",
                        "STATIC_TOKEN",
                        "schema.registry.subject.name.strategy",
                        "x",
                        "ssl.truststore.location",
                        "/the/brokers")))
        .isInstanceOfSatisfying(BadSettings.class, e -> assertThat(e.problems()).hasSize(6))
        .hasMessageContaining("schema.registry.url: wanted http(s)://")
        .hasMessageContaining("auto.register.schemas: ")
        .hasMessageContaining("basic.auth.user.info: wanted basic.auth.credentials.source")
        .hasMessageContaining("wanted bearer.auth.token")
        .hasMessageContaining("schema.registry.subject.name.strategy: no setting")
        .hasMessageContaining("ssl.truststore.location: no setting")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void contradictions() {
    assertThatThrownBy(
            () ->
                RegistrySettings.of(
                    Map.of("schema.registry.url", URL, "use.latest.version", "true")))
        .hasMessageContaining("auto.register.schemas=false");
    assertThatThrownBy(
            () ->
                RegistrySettings.of(
                    Map.of(
                        "schema.registry.url",
                        URL,
                        "schema.registry.ssl.endpoint.identification.algorithm",
                        "")))
        .hasMessageContaining("always checked");
  }

  @Test
  void theNamesMayHaveConfluentsPrefix() {
    RegistrySettings settings =
        RegistrySettings.of(
            Map.of(
                "schema.registry.url",
                URL + "/, " + URL + "/apis/ccompat/v7",
                "schema.registry.basic.auth.credentials.source",
                "USER_INFO",
                "schema.registry.basic.auth.user.info",
                "u:p",
                "schema.registry.http.read.timeout.ms",
                "7"));

    assertThat(settings.urls())
        .map(RegistryUrls::shown)
        .containsExactly(URL, URL + "/apis/ccompat/v7");
    assertThat(settings.secret(RegistrySettings.BASIC_USER)).isEqualTo("u:p");
    assertThat(settings.getInt(RegistrySettings.READ_TIMEOUT)).isEqualTo(7);
    assertThat(settings.values().toString()).doesNotContain("u:p");
  }

  @Test
  void withoutAnAddress() {
    assertThatThrownBy(() -> RegistrySettings.of(Map.of()))
        .hasMessageContaining("schema.registry.url");
    assertThatThrownBy(() -> RegistrySettings.of(Map.of("schema.registry.url", " ,")))
        .hasMessageContaining("schema.registry.url");
  }
}
