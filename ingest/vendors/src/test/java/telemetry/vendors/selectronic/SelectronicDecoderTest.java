package telemetry.vendors.selectronic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import telemetry.model.Kind;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.Value;
import telemetry.vendors.Payloads;

class SelectronicDecoderTest {
  @Test
  void aPointBodyIsOnePollOfSixteenPoints() {
    var decoded = Payloads.decode("selectronic", Payloads.text("selectronic/point.json"));

    var poll = Payloads.poll(decoded);
    assertThat(poll.source()).isEqualTo("selectronic.point");
    assertThat(poll.measuredAt()).isEqualTo(Instant.ofEpochSecond(1767225660));
    assertThat(poll.values())
        .hasSize(16)
        .contains(
            new PointValue("battery_w", Kind.GAUGE, "W", Value.of(512.5), Quality.GOOD),
            new PointValue("battery_soc", Kind.GAUGE, "%", Value.of(87.25), Quality.GOOD),
            new PointValue("shunt_w", Kind.GAUGE, "W", Value.MISSING, Quality.GOOD),
            new PointValue("fault_code", Kind.STATE, "", Value.of(0), Quality.GOOD),
            new PointValue("gen_status", Kind.STATE, "", Value.of("idle"), Quality.GOOD));
  }

  @Test
  void totalsComeInKilowattHoursAndAreKeptInWattHours() {
    var decoded = Payloads.decode("selectronic", Payloads.text("selectronic/point.json"));

    assertThat(Payloads.poll(decoded).values())
        .contains(
            new PointValue(
                "solar_wh_total", Kind.COUNTER, "Wh", Value.of(3100062.5), Quality.GOOD));
  }

  @Test
  void todaysEnergiesAreKnownAndLeftOut() {
    var decoded = Payloads.decode("selectronic", Payloads.text("selectronic/point.json"));

    assertThat(Payloads.points(decoded).keySet()).noneMatch(name -> name.endsWith("_today"));
    assertThat(Payloads.unmapped(decoded)).containsExactly("items.tilt_deg");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|MISSING_FIELD|items|nothing",
        "{\"items\":3}|BAD_FIELD|items|a number",
        "{\"items\":{\"load_w\":1}}|MISSING_FIELD|items.timestamp|nothing",
        "{\"items\":{\"load_w\":1,\"timestamp\":\"now\"}}|BAD_FIELD|items.timestamp|a text",
        "{\"items\":{\"load_w\":1,\"timestamp\":1e300}}|BAD_FIELD|items.timestamp|1.0E300",
        "{\"items\":{\"load_w\":1,\"timestamp\":-5}}|BAD_FIELD|items.timestamp|-5",
        "{\"items\":{\"timestamp\":1767225660}}|MISSING_FIELD|body|none",
        "{\"items\":{\"load_w\":Infinity,\"timestamp\":1}}|NOT_FINITE|items.load_w|Infinity",
        "{\"items\":{\"load_wh_total\":1e307,\"timestamp\":1}}|NOT_FINITE|load_wh_total|Infinity",
      })
  void badInputIsRefusedWithTheReason(String body, String reason, String where, String found) {
    var rejection = Payloads.rejection(Payloads.decode("selectronic", body));

    assertThat(rejection.reason()).hasToString(reason);
    assertThat(rejection.where()).isEqualTo(where);
    assertThat(rejection.found()).isEqualTo(found);
  }

  @Test
  void theRecordedBodyIsUnderstood() throws Exception {
    byte[] body = Files.readAllBytes(Payloads.recorded("selectronic/point.json"));

    var decoded = Payloads.decode(Payloads.raw("selectronic", "application/json", body));

    assertThat(Payloads.unmapped(decoded)).isEmpty();
    assertThat(Payloads.poll(decoded).measuredAt()).isEqualTo(Instant.ofEpochSecond(1664611058));
    assertThat(Payloads.poll(decoded).values())
        .hasSize(12)
        .contains(
            new PointValue(
                "solar_wh_total", Kind.COUNTER, "Wh", Value.of(17579099.853515625), Quality.GOOD),
            new PointValue("grid_w", Kind.GAUGE, "W", Value.of(-3.558349609375), Quality.GOOD));
  }
}
