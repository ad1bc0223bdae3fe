package telemetry.vendors.fronius;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import telemetry.model.Kind;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.Value;
import telemetry.vendors.Decoded;
import telemetry.vendors.Payloads;

class FroniusLocalDecoderTest {
  private static final String PAGE =
      "{\"Head\":{\"RequestArguments\":{\"DeviceClass\":\"%s\"},\"Status\":{\"Code\":%d,"
          + "\"Reason\":\"%s\"},\"Timestamp\":\"2026-01-15T12:24:40+11:00\"},\"Body\":{\"Data\":%s}}";

  private static Decoded page(String device, int code, String reason, String data) {
    return Payloads.decode("fronius-local", PAGE.formatted(device, code, reason, data));
  }

  private static Decoded recorded(String name) {
    return Payloads.decode("fronius-local", Payloads.text("fronius/" + name));
  }

  private static PointValue point(String path, Kind kind, String unit, double value) {
    return new PointValue(path, kind, unit, Value.of(value), Quality.GOOD);
  }

  @Test
  void thePowerFlowIsTheSiteAndItsInverters() {
    var poll = Payloads.poll(recorded("powerflow.json"));

    assertThat(poll.source()).isEqualTo("fronius.powerflow");
    assertThat(poll.measuredAt()).isEqualTo(Instant.parse("2026-01-15T01:24:40Z"));
    assertThat(poll.values())
        .contains(
            point("P_Grid", Kind.GAUGE, "W", -905.25),
            point("P_Akku", Kind.GAUGE, "W", -310.5),
            point("E_Total", Kind.COUNTER, "Wh", 25700012.5),
            point("powerflow/1/SOC", Kind.GAUGE, "%", 88.5),
            new PointValue("BatteryStandby", Kind.STATE, "", Value.of("false"), Quality.GOOD));
  }

  @Test
  void powerIsMissingAtNightAndNotZero() {
    assertThat(Payloads.poll(recorded("powerflow-night.json")).values())
        .contains(
            new PointValue("P_PV", Kind.GAUGE, "W", Value.MISSING, Quality.GOOD),
            new PointValue("P_Akku", Kind.GAUGE, "W", Value.MISSING, Quality.GOOD),
            point("E_Day", Kind.COUNTER, "Wh", 0));
  }

  @Test
  void invertersMetersAndStoragesAreKnownByTheirNumbersAndModulesByTheirSerials() {
    assertThat(Payloads.poll(recorded("inverter.json")).values())
        .contains(
            point("inverter/1/PAC", Kind.GAUGE, "W", 1445),
            point("inverter/2/TOTAL_ENERGY", Kind.COUNTER, "Wh", 24000001),
            new PointValue("inverter/2/PAC", Kind.GAUGE, "W", Value.MISSING, Quality.GOOD));
    assertThat(Payloads.poll(recorded("meter.json")).values())
        .contains(
            point("meter/0/PowerReal_P_Sum", Kind.GAUGE, "W", -1202.25),
            point("meter/1/PowerReal_P_Sum", Kind.GAUGE, "W", -367.5),
            point("meter/0/EnergyReal_WAC_Sum_Consumed", Kind.COUNTER, "Wh", 11482706));
    assertThat(Payloads.poll(recorded("storage.json")).values())
        .contains(
            point("storage/0/StateOfCharge_Relative", Kind.GAUGE, "%", 88.5),
            point("storage/0/module/S000000053/Voltage_DC", Kind.GAUGE, "V", 53.5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]"})
  void aDeviceThatIsNotThereIsAnAnswer(String data) {
    assertThat(page("Storage", 0, "", data)).isEqualTo(new Decoded.Accepted(List.of(), List.of()));
  }

  @Test
  void whatTheDeviceRefusesIsRefusedInItsWords() {
    assertThat(Payloads.rejection(page("Meter", 8, "Device not reachable", "{}")).text())
        .isEqualTo("Head.Status.Code: wanted 0, found 8 (Device not reachable)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Inverter|{\"PAC\":{\"Unit\":\"kW\",\"Values\":{\"1\":2}}}|Body.Data.PAC.Unit: wanted W,"
            + " found 'kW'",
        "Meter|{\"a/b\":{\"Enable\":1}}|Body.Data.a/b: wanted a device's number, found another name",
        "Meter|{\"0\":7}|Body.Data.0: wanted an object, found a number",
        "System|{\"Inverter\":{}}|Body.Data.Site: wanted readings of the power flow, an inverter,"
            + " meter or storage, found no readings",
      })
  void badInputIsRefusedWithTheReason(String device, String data, String text) {
    assertThat(Payloads.rejection(page(device, 0, "", data)).text()).isEqualTo(text);
  }
}
