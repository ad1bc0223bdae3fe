package telemetry.vendors.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import telemetry.model.Kind;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.vendors.Decoded;
import telemetry.vendors.Payloads;

class EnvoyDecoderTest {
  private static Decoded decode(String name) {
    return Payloads.decode("envoy", Payloads.text("envoy/" + name));
  }

  private static Map<String, SystemReading> bySource(String name) {
    return Payloads.polls(decode(name)).stream()
        .collect(Collectors.toMap(SystemReading::source, Function.identity()));
  }

  private static PointValue point(String path, Kind kind, String unit, double value) {
    return new PointValue(path, kind, unit, Value.of(value), Quality.GOOD);
  }

  @Test
  void everyDeviceIsASourceAtItsOwnInstant() {
    var polls = bySource("production.json");

    assertThat(polls)
        .containsOnlyKeys(
            "envoy.inverters",
            "envoy.production",
            "envoy.total-consumption",
            "envoy.net-consumption",
            "envoy.storage/acb");
    assertThat(polls.get("envoy.inverters").measuredAt())
        .isEqualTo(Instant.ofEpochSecond(1768440590));
    assertThat(polls.get("envoy.production").measuredAt())
        .isEqualTo(Instant.ofEpochSecond(1768440612));
    assertThat(polls.get("envoy.production").values())
        .contains(
            point("production/wNow", Kind.GAUGE, "W", 1934.25),
            point("production/whLifetime", Kind.COUNTER, "Wh", 9912345.5),
            point("production/line2/wNow", Kind.GAUGE, "W", 966.75));
  }

  @Test
  void whatRunsBothWaysIsNoCounter() {
    assertThat(bySource("production.json").get("envoy.net-consumption").values())
        .contains(
            point("net-consumption/wNow", Kind.GAUGE, "W", -732.75),
            point("net-consumption/whLifetime", Kind.GAUGE, "Wh", 5766556.5));
  }

  @Test
  void whatNobodyKnowsIsTold() {
    assertThat(Payloads.unmapped(decode("production.json")))
        .containsExactly("consumption[].frequency");
  }

  @Test
  void aDeviceThatDoesNotSayWhenSpokeWhenItWasHeard() {
    var polls = bySource("production-old.json");

    assertThat(polls).containsOnlyKeys("envoy.inverters");
    assertThat(polls.get("envoy.inverters").measuredAt()).isEqualTo(Payloads.RECEIVED);
  }

  @Test
  void theOldestPageHasTwoPoints() {
    assertThat(bySource("v1.json").get("envoy.v1").values())
        .containsExactlyInAnyOrder(
            point("wattsNow", Kind.GAUGE, "W", 1902),
            point("wattHoursLifetime", Kind.COUNTER, "Wh", 9876543));
  }

  @Test
  void metersAndTheirChannelsAreKnownByTheirIds() {
    var polls = bySource("meters.json");

    assertThat(polls).containsOnlyKeys("envoy.meter/704643328", "envoy.meter/1778385169");
    assertThat(polls.get("envoy.meter/1778385169").values())
        .contains(point("meter/1778385169/activePower", Kind.GAUGE, "W", 967.25));
  }

  @Test
  void aWebPageIsRefusedByItsTitle() {
    assertThat(Payloads.rejection(decode("error.html")).text())
        .isEqualTo(
            "body: wanted a page of an Envoy in JSON, found a web page with the title"
                + " 'Page not found'");
  }

  @Test
  void aPageOfSomethingElseIsRefused() {
    assertThat(Payloads.rejection(Payloads.decode("envoy", "{\"home\":1}")).text())
        .isEqualTo(
            "production: wanted an array, or wattsNow, or a list of meters, found only [home]");
  }
}
