package telemetry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RejectionTest {
  @Test
  void whatWasFoundIsShortened() {
    var rejection = new Rejection(RejectReason.BAD_FIELD, "f", "a word", "x".repeat(5000));

    assertThat(rejection.found()).hasSize(201).endsWith("…");
  }

  @Test
  void aNumberThatIsNoneSaysSo() {
    assertThatThrownBy(() -> Value.of(Double.NaN))
        .isInstanceOf(BadValue.class)
        .hasMessage("value: wanted " + Value.NUMBER + ", found NaN");
  }
}
