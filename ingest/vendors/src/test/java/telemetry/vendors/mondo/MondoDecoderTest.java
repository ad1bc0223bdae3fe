package telemetry.vendors.mondo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import telemetry.model.Kind;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.Value;
import telemetry.vendors.Payloads;

class MondoDecoderTest {
  @Test
  void everyRowIsTwoPointsBelowItsId() {
    var decoded = Payloads.decode("mondo", Payloads.text("mondo/subcircuit.json"));

    var poll = Payloads.poll(decoded);
    assertThat(poll.source()).isEqualTo("mondo.subcircuit");
    assertThat(poll.measuredAt()).isEqualTo(Payloads.RECEIVED);
    assertThat(poll.values())
        .hasSize(6)
        .contains(
            new PointValue("7b1e/energyNowW", Kind.GAUGE, "W", Value.of(3120.5), Quality.GOOD),
            new PointValue(
                "7b1e/totalEnergyWh", Kind.COUNTER, "Wh", Value.of(18234567.25), Quality.GOOD),
            new PointValue("7b1f/energyNowW", Kind.GAUGE, "W", Value.of(-850), Quality.GOOD),
            new PointValue("9002/energyNowW", Kind.GAUGE, "W", Value.MISSING, Quality.GOOD));
    assertThat(Payloads.unmapped(decoded)).containsExactly("rows[].lastSeen");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|rows: wanted an array, found nothing",
        "{\"rows\":[7]}|rows[0]: wanted an object, found a number",
        "{\"rows\":[{\"energyNowW\":1}]}|rows[0].monitoringPointId: wanted a text or a whole"
            + " number, found nothing",
        "{\"rows\":[{\"monitoringPointId\":\"a\",\"energyNowW\":{}}]}|a/energyNowW: wanted a number"
            + " or null, found an object",
        "{\"rows\":[{\"monitoringPointId\":\"a\",\"energyNowW\":1},"
            + "{\"monitoringPointId\":\"a\",\"energyNowW\":2}]}"
            + "|a/energyNowW: wanted one value at an instant, found two that differ",
      })
  void badInputIsRefusedWithTheReason(String body, String text) {
    assertThat(Payloads.rejection(Payloads.decode("mondo", body)).text()).isEqualTo(text);
  }
}
