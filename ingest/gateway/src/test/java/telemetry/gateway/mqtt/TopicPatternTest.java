package telemetry.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPatternTest {
  @ParameterizedTest
  @CsvSource({
    "telemetry/{system}/{point}, telemetry/+/#, telemetry/6/solar_w, solar_w",
    "telemetry/{system}/{point}, telemetry/+/#, telemetry/6/inverter/1/solar_w, inverter/1/solar_w",
    "{system}/{point}, +/#, 6/solar_w, solar_w",
    "site/{system}/{point}/value, site/+/+/value, site/6/solar_w/value, solar_w",
    "{point}/of/{system}, +/of/+, solar_w/of/6, solar_w"
  })
  void aTopicNamesASystemAndAPoint(String text, String filter, String topic, String point) {
    var pattern = new TopicPattern(text);

    assertThat(pattern.filter()).isEqualTo(filter);
    assertThat(pattern.address(topic)).hasValue(new TopicPattern.Address(6, point));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "telemetry/6",
        "telemetry/6/",
        "telemetry/6/ ",
        "telemetry/six/solar_w",
        "telemetry/06/solar_w",
        "telemetry/-6/solar_w",
        "elsewhere/6/solar_w",
        "telemetry//solar_w"
      })
  void anotherTopicNamesNone(String topic) {
    assertThat(new TopicPattern("telemetry/{system}/{point}").address(topic)).isEmpty();
  }

  @Test
  void aTopicWithMoreLevelsNamesNoneWhereThePointIsOneLevel() {
    assertThat(new TopicPattern("{system}/{point}/value").address("6/a/b/value")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "telemetry/{point}",
        "telemetry/{system}",
        "telemetry/+/{system}/{point}",
        "#/{system}/{point}",
        "telemetry/{system}/{point}/{point}",
        "telemetry/p{system}/{point}",
        "telemetry//{system}/{point}",
        "telemetry/{sytsem}/{system}/{point}"
      })
  void aPatternThatNamesNotBothIsRefused(String text) {
    assertThatThrownBy(() -> new TopicPattern(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{system} and {point}");
  }
}
