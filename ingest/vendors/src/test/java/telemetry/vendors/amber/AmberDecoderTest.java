package telemetry.vendors.amber;

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

class AmberDecoderTest {
  private static final Instant HALF_PAST = Instant.parse("2026-01-14T01:30:00Z");

  private static List<SystemReading> polls(String name) {
    return Payloads.polls(Payloads.decode("amber", Payloads.text("amber/" + name)));
  }

  @Test
  void theChannelsOfAnIntervalAreOnePollAtItsEnd() {
    var polls = polls("usage.json");

    assertThat(polls).hasSize(2);
    assertThat(polls.get(0).source()).isEqualTo("amber.usage");
    assertThat(polls.get(0).measuredAt()).isEqualTo(HALF_PAST);
    assertThat(polls.get(0).intervalStart()).isEqualTo(HALF_PAST.minusSeconds(1800));
    assertThat(polls.get(0).values())
        .containsExactlyInAnyOrder(
            new PointValue("E1/kwh", Kind.INTERVAL, "kWh", Value.of(0.412), Quality.GOOD),
            new PointValue("E1/cost", Kind.INTERVAL, "c", Value.of(8.858), Quality.GOOD),
            new PointValue("E1/perKwh", Kind.GAUGE, "c/kWh", Value.of(21.5), Quality.GOOD),
            new PointValue("B1/kwh", Kind.INTERVAL, "kWh", Value.of(-1.204), Quality.GOOD),
            new PointValue("B1/cost", Kind.INTERVAL, "c", Value.of(5.117), Quality.GOOD),
            new PointValue("B1/perKwh", Kind.GAUGE, "c/kWh", Value.of(-4.25), Quality.GOOD),
            new PointValue("spotPerKwh", Kind.GAUGE, "c/kWh", Value.of(3.75), Quality.GOOD),
            new PointValue("renewables", Kind.GAUGE, "%", Value.of(61.25), Quality.GOOD));
  }

  @Test
  void fiveMinutesFollowThirtyAndEstimatesSaySo() {
    var five = polls("usage.json").get(1);

    assertThat(five.measuredAt()).isEqualTo(HALF_PAST.plusSeconds(300));
    assertThat(five.intervalStart()).isEqualTo(HALF_PAST);
    assertThat(five.values()).extracting(PointValue::quality).containsOnly(Quality.ESTIMATED);
  }

  @Test
  void pricesAreReadingsOnceTheirIntervalIsOver() {
    var polls = polls("prices.json");

    assertThat(polls).hasSize(1);
    assertThat(polls.get(0).source()).isEqualTo("amber.prices");
    assertThat(polls.get(0).measuredAt()).isEqualTo(HALF_PAST);
    assertThat(polls.get(0).values())
        .extracting(PointValue::point)
        .containsExactlyInAnyOrder(
            "general/perKwh", "controlledLoad/perKwh", "feedIn/perKwh", "spotPerKwh", "renewables");
  }

  @Test
  void nothingIsAnAnswer() {
    var decoded = Payloads.decode("amber", "[]");

    assertThat(decoded).isEqualTo(new Decoded.Accepted(List.of(), List.of()));
  }

  @Test
  void channelsThatDisagreeOnTheSpotPriceAreToldAndTheFirstStands() {
    String body = Payloads.text("amber/usage.json");
    int second = body.indexOf("3.75", body.indexOf("3.75") + 1);
    var decoded =
        Payloads.decode("amber", body.substring(0, second) + "9.75" + body.substring(second + 4));

    assertThat(Payloads.unmapped(decoded)).containsExactly("[].spotPerKwh");
    assertThat(Payloads.polls(decoded).get(0).values())
        .contains(new PointValue("spotPerKwh", Kind.GAUGE, "c/kWh", Value.of(3.75), Quality.GOOD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"message\":\"Unauthorized\"}|body: wanted a JSON array of intervals, found an object",
        "[{}]|[0].type: wanted a text, found nothing",
        "[{\"type\":\"Guess\"}]|[0].type: wanted one of Usage, ActualInterval, CurrentInterval,"
            + " ForecastInterval, found 'Guess'",
        "[{\"type\":\"Usage\",\"quality\":\"final\"}]|[0].quality: wanted estimated or billable,"
            + " found 'final'",
        "[{\"type\":\"ActualInterval\"}]|[0].endTime: wanted an ISO 8601 instant with its zone,"
            + " like 2026-01-31T04:05:06Z, found nothing",
        "[{\"type\":\"ActualInterval\",\"endTime\":\"2026-01-14T01:30:00Z\","
            + "\"channelType\":\"general\",\"duration\":-5}]"
            + "|[0].duration: wanted minutes from 1 to 1440, found -5",
      })
  void badInputIsRefusedWithTheReason(String body, String text) {
    assertThat(Payloads.rejection(Payloads.decode("amber", body)).text()).isEqualTo(text);
  }

  @Test
  void oneChannelTwiceInAnIntervalIsRefused() {
    String body = Payloads.text("amber/usage.json").replace("\"B1\"", "\"E1\"");

    assertThat(Payloads.rejection(Payloads.decode("amber", body)).text())
        .isEqualTo("E1/kwh: wanted one value at an instant, found two that differ");
  }
}
