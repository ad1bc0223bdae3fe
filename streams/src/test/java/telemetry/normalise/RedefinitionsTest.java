package telemetry.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import telemetry.model.Kind;
import telemetry.model.PointAlias;
import telemetry.model.Redefinition;
import telemetry.model.Redefinition.Meaning;
import telemetry.model.Redefinitions;
import telemetry.model.Value;

class RedefinitionsTest {
  private static final Redefinitions METER =
      Redefinitions.of(
          List.of(
              new Redefinition(
                  6,
                  "p",
                  new Meaning(Kind.COUNTER, "Wh"),
                  List.of(new Meaning(Kind.GAUGE, "W")),
                  0,
                  "me",
                  "it is a meter",
                  Instant.EPOCH)));

  @Test
  void whatASenderStillCallsByTheFormerMeaningIsOfTheNewOne() {
    assertThat(heard("{\"p\":{\"value\":1,\"kind\":\"GAUGE\",\"unit\":\"W\"}}"))
        .containsExactly("p 1.0 COUNTER Wh");
    assertThat(heard("{\"old\":{\"value\":1,\"kind\":\"GAUGE\",\"unit\":\"W\"}}"))
        .as("by its alias")
        .containsExactly("p 1.0 COUNTER Wh");
  }

  @Test
  void whatWasNeverItsMeaningIsLeftForTheGuardToRefuse() {
    assertThat(
            heard(
                "{\"p\":{\"value\":1,\"kind\":\"GAUGE\",\"unit\":\"kW\"},"
                    + "\"q\":{\"value\":2,\"kind\":\"GAUGE\",\"unit\":\"W\"}}"))
        .containsExactly("p 1.0 GAUGE kW", "q 2.0 GAUGE W");
  }

  private static List<String> heard(String values) {
    Aliases aliases = Aliases.of(List.of(new PointAlias(6, "old", "p", 1)));
    return Heard.values(values, aliases, METER).stream()
        .map(
            it ->
                "%s %s %s %s"
                    .formatted(it.point(), ((Value.Num) it.value()).number(), it.kind(), it.unit()))
        .toList();
  }
}
