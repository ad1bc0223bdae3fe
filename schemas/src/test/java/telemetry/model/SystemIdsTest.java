package telemetry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemIdsTest {
  @Test
  void decimalFromOne() {
    assertThat(SystemIds.parse("1")).isEqualTo(1);
    assertThat(SystemIds.parse("2147483647")).isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "+1", "01", " 1", "1 ", "٣", "1e3", "2147483648"})
  void nothingElse(String text) {
    assertThatThrownBy(() -> SystemIds.parse(text)).hasMessageContaining("wanted a decimal id");
  }

  @Test
  void aLongTextIsNotRepeatedWhole() {
    assertThatThrownBy(() -> SystemIds.parse("9".repeat(1000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(120));
  }
}
