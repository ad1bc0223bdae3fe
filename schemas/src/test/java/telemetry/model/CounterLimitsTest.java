package telemetry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CounterLimitsTest {
  private final CounterLimits limits =
      new CounterLimits(Map.of("6/total", 100.0, "*/total", 50.0, "*/a/b", 7.0));

  @Test
  void aPointsOwnLimitComesBeforeThatOfEverySystem() {
    assertThat(limits.of(PointKey.parse("6/total"))).isEqualTo(100);
    assertThat(limits.of(PointKey.parse("7/total"))).isEqualTo(50);
    assertThat(limits.of(PointKey.parse("7/a/b"))).isEqualTo(7);
  }

  @Test
  void whatIsNotNamedHasNone() {
    assertThat(limits.of(PointKey.parse("6/other"))).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(CounterLimits.NONE.of(PointKey.parse("6/total")))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void areChangedOneByOne() {
    assertThat(limits.with(Map.of("6/total", 1.0)).without(List.of("*/total", "*/a/b")))
        .isEqualTo(new CounterLimits(Map.of("6/total", 1.0)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits.without(List.of("8/total")))
        .withMessageContaining("8/total");
  }

  @Test
  void refusesWhatLimitsNothing() {
    for (double limit : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new CounterLimits(Map.of("6/total", limit)))
          .withMessageContaining("6/total");
    }
    for (String point : List.of("total", "x/total", "*/", "*", "6/")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new CounterLimits(Map.of(point, 1.0)));
    }
  }
}
