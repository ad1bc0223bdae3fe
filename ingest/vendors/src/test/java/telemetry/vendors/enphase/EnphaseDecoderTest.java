package telemetry.vendors.enphase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import telemetry.model.Kind;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.vendors.Decoded;
import telemetry.vendors.Payloads;

class EnphaseDecoderTest {
  private static List<SystemReading> polls(String name) {
    return Payloads.polls(Payloads.decode("enphase", Payloads.text("enphase/" + name)));
  }

  private static PointValue energy(String path, double value) {
    return new PointValue(path, Kind.INTERVAL, "Wh", Value.of(value), Quality.GOOD);
  }

  @Test
  void everyIntervalIsAPollAtItsEnd() {
    var first = polls("production_micro.json").get(0);

    assertThat(first.source()).isEqualTo("enphase.production_micro");
    assertThat(first.measuredAt()).isEqualTo(Instant.ofEpochSecond(1768440300));
    assertThat(first.intervalStart()).isEqualTo(Instant.ofEpochSecond(1768440000));
    assertThat(first.values())
        .containsExactlyInAnyOrder(
            new PointValue("powr", Kind.GAUGE, "W", Value.of(1812), Quality.GOOD),
            energy("enwh", 151),
            new PointValue("devices_reporting", Kind.GAUGE, "", Value.of(11), Quality.GOOD));
  }

  @Test
  void intervalsOfTheNightStayAbsent() {
    assertThat(polls("production_micro.json"))
        .extracting(SystemReading::measuredAt)
        .containsExactly(
            Instant.ofEpochSecond(1768440300),
            Instant.ofEpochSecond(1768440600),
            Instant.ofEpochSecond(1768483500));
  }

  @Test
  void metersAndBatteriesAreSourcesOfTheirOwn() {
    assertThat(polls("production_meter.json").get(0).values())
        .containsExactly(energy("production_meter/wh_del", 471));
    assertThat(polls("battery.json").get(0).intervalStart())
        .isEqualTo(Instant.ofEpochSecond(1768440600 - 900));
    assertThat(polls("battery.json").get(0).values())
        .containsExactly(
            energy("battery/charge/enwh", 210),
            energy("battery/discharge/enwh", 3),
            new PointValue("battery/soc/percent", Kind.GAUGE, "%", Value.of(64), Quality.GOOD));
  }

  @Test
  void aDayWithoutProductionIsAnAnswer() {
    assertThat(Payloads.decode("enphase", "{\"intervals\":[]}"))
        .isEqualTo(new Decoded.Accepted(List.of(), List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"message\":\"Not Authorized\"}|intervals: wanted an array, found the message"
            + " 'Not Authorized'",
        "{\"intervals\":[{\"powr\":1}]}|intervals[0].end_at: wanted unix time from 1970 to 9999,"
            + " found nothing",
        "{\"intervals\":[{\"end_at\":1,\"enwh\":1}]}|intervals[0].powr: wanted powr, wh_del, or"
            + " charge, discharge and soc, found none of them",
      })
  void badInputIsRefusedWithTheReason(String body, String text) {
    assertThat(Payloads.rejection(Payloads.decode("enphase", body)).text()).isEqualTo(text);
  }
}
