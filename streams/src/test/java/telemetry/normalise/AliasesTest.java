package telemetry.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import telemetry.model.PointAlias;
import telemetry.model.Redefinitions;
import telemetry.model.Value;

class AliasesTest {
  private static final Aliases ALIASES =
      Aliases.of(
          List.of(
              new PointAlias(6, "a", "b", 1),
              new PointAlias(6, "b", "c", 2),
              new PointAlias(6, "x", "y", 3),
              new PointAlias(6, "y", "x", 4)));

  @Test
  void aPointIsWhatItWasMergedIntoInTheEnd() {
    assertThat(ALIASES.of(6, "a")).isEqualTo("c");
    assertThat(ALIASES.of(6, "c")).isEqualTo("c");
    assertThat(ALIASES.of(7, "a")).as("of another system").isEqualTo("a");
  }

  @Test
  void aCircleEnds() {
    assertThat(ALIASES.of(6, "x")).isEqualTo("y");
    assertThat(ALIASES.of(6, "y")).isEqualTo("x");
  }

  @Test
  void whatIsHeardOfAPointIsHeardOfTheOtherWhichKeepsItsOwnWord() {
    assertThat(heard("{\"a\":{\"value\":1,\"kind\":\"GAUGE\"}}")).containsExactly("c=1.0");
    assertThat(
            heard(
                "{\"a\":{\"value\":1,\"kind\":\"GAUGE\"},\"c\":{\"value\":2,\"kind\":\"GAUGE\"},"
                    + "\"d\":{\"value\":3,\"kind\":\"GAUGE\"}}"))
        .containsExactly("c=2.0", "d=3.0");
  }

  private static List<String> heard(String values) {
    return Heard.values(values, ALIASES, Redefinitions.NONE).stream()
        .map(it -> it.point() + "=" + ((Value.Num) it.value()).number())
        .toList();
  }
}
