package telemetry.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import telemetry.model.Kind;
import telemetry.model.PointAlias;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.Redefinition;
import telemetry.model.Redefinition.Meaning;
import telemetry.model.Redefinitions;
import telemetry.vendors.Decoded;
import telemetry.vendors.Decoders;

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
    var raw =
        new RawReading(
            6,
            "general",
            Instant.EPOCH,
            "application/json",
            ("{\"measuredAt\":\"2025-11-10T00:00:00Z\",\"values\":" + values + "}")
                .getBytes(UTF_8));
    Decoded decoded =
        new Normaliser(
                Decoders.standard(), Aliases.of(List.of(new PointAlias(6, "old", "p", 1))), METER)
            .normalise(raw, new RawPosition(0, 0), Instant.parse("2025-11-10T00:00:00Z"));
    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    return ((Decoded.Accepted) decoded)
        .polls().get(0).values().stream()
            .map(
                it ->
                    "%s %s %s %s"
                        .formatted(
                            it.point(),
                            ((telemetry.model.Value.Num) it.value()).number(),
                            it.kind(),
                            it.unit()))
            .toList();
  }
}
