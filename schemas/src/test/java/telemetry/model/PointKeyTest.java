package telemetry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointKeyTest {
  @Test
  void theFirstSlashSplits() {
    assertThat(PointKey.parse("6/inverter/1/w")).isEqualTo(new PointKey(6, "inverter/1/w"));
    assertThat(new PointKey(6, "solar_w").text()).isEqualTo("6/solar_w");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "6", "/x", "6/", "06/x", "-6/x", "6.0/x", "2147483648/x", "six/x"})
  void whatIsNoKey(String text) {
    assertThatThrownBy(() -> PointKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPathHasALengthAndNoControlCharacters() {
    assertThat(new PointKey(1, "x".repeat(PointKey.MAX_PATH)).path()).hasSize(PointKey.MAX_PATH);
    refused(RejectReason.PATH_TOO_LONG, "x".repeat(PointKey.MAX_PATH + 1));
    refused(RejectReason.BAD_FIELD, " ");
    refused(RejectReason.BAD_FIELD, "a\u0000b");
  }

  private static void refused(RejectReason reason, String path) {
    assertThatThrownBy(() -> new PointKey(1, path))
        .isInstanceOfSatisfying(
            BadValue.class, e -> assertThat(e.rejection().reason()).isEqualTo(reason));
  }
}
