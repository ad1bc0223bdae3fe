package telemetry.vendors.general;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

class GeneralDecoderTest {
  private static final String NDJSON = "application/x-ndjson; charset=utf-8";

  private static Decoded decode(String contentType, String body) {
    return Payloads.decode(
        Payloads.raw("general", contentType, body.getBytes(StandardCharsets.UTF_8)));
  }

  private static Decoded message(String point, String body) {
    return decode(PointFormat.contentType(point), body);
  }

  private static PointValue gauge(String path, Value value) {
    return new PointValue(path, Kind.GAUGE, "", value, Quality.GOOD);
  }

  @Test
  void aReadingIsOnePoll() {
    var poll = Payloads.poll(Payloads.decode("general", Payloads.text("general/reading.json")));

    assertThat(poll.source()).isEqualTo("general.inverter");
    assertThat(poll.measuredAt()).isEqualTo(Instant.parse("2026-01-15T01:23:45Z"));
    assertThat(poll.intervalStart()).isEqualTo(Instant.parse("2026-01-15T01:18:45Z"));
    assertThat(poll.values())
        .containsExactly(
            gauge("solar_w", Value.of(4210.5)),
            new PointValue("house/meter_wh", Kind.COUNTER, "Wh", Value.of(8731240), Quality.GOOD),
            new PointValue("since_wh", Kind.INTERVAL, "Wh", Value.of(351.25), Quality.ESTIMATED),
            new PointValue("mode", Kind.STATE, "", Value.of("auto"), Quality.GOOD),
            new PointValue("heating", Kind.STATE, "", Value.of("true"), Quality.GOOD),
            gauge("outside", Value.MISSING),
            new PointValue("fault", Kind.STATE, "", Value.MISSING, Quality.GOOD));
  }

  @Test
  void whatOneBodySaysOfOneInstantIsOnePollAndSinglePointsAreSourcesOfTheirOwn() {
    var polls = Payloads.polls(Payloads.decode("general", Payloads.text("general/array.json")));

    assertThat(polls)
        .extracting(SystemReading::source)
        .containsExactly("general", "general/a", "general/b");
    assertThat(polls.get(0).values()).extracting(PointValue::point).containsExactly("a", "b", "c");
    assertThat(polls.get(1).values())
        .containsExactly(new PointValue("a", Kind.GAUGE, "W", Value.of(4), Quality.GOOD));
  }

  @Test
  void linesAreReadings() {
    var polls = Payloads.polls(decode(NDJSON, Payloads.text("general/lines.ndjson")));

    assertThat(polls)
        .extracting(SystemReading::measuredAt)
        .containsExactly(
            Instant.parse("2026-01-15T01:20:00Z"), Instant.parse("2026-01-14T14:21:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"-12.5e1,-125", "' 7 ',7", "+.5,0.5"})
  void aBareNumberIsAGaugeMeasuredWhenItWasReceived(String body, double number) {
    var poll = Payloads.poll(message("hall/temp", body));

    assertThat(poll.source()).isEqualTo("general/hall/temp");
    assertThat(poll.measuredAt()).isEqualTo(Payloads.RECEIVED);
    assertThat(poll.values()).containsExactly(gauge("hall/temp", Value.of(number)));
  }

  @Test
  void aBareNullIsAMissingValueAndABareTextAState() {
    assertThat(Payloads.poll(message("a", "null")).values())
        .containsExactly(gauge("a", Value.MISSING));
    assertThat(Payloads.poll(message("a", "open\n")).values())
        .containsExactly(new PointValue("a", Kind.STATE, "", Value.of("open"), Quality.GOOD));
  }

  @Test
  void aMessageMaySayMoreOfItself() {
    var poll =
        Payloads.poll(
            message(
                "é; point=x",
                "{\"measuredAt\":\"2026-01-15T01:00:00Z\",\"value\":5,\"kind\":\"COUNTER\","
                    + "\"unit\":\"l\"}"));

    assertThat(poll.measuredAt()).isEqualTo(Instant.parse("2026-01-15T01:00:00Z"));
    assertThat(poll.values())
        .containsExactly(
            new PointValue("é; point=x", Kind.COUNTER, "l", Value.of(5), Quality.GOOD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{`values`:{`a`:1}}|MISSING_FIELD|measuredAt|nothing",
        "{`measuredAt`:5,`values`:{`a`:1}}|BAD_FIELD|measuredAt|a number",
        "{`measuredAt`:`T`}|MISSING_FIELD|values|nothing",
        "{`measuredAt`:`T`,`values`:{}}|MISSING_FIELD|body|none",
        "{`measuredAt`:`T`,`values`:{`a`:[1]}}|BAD_FIELD|a|an array",
        "{`measuredAt`:`T`,`values`:{`a`:{`kind`:`GAUGE`}}}|MISSING_FIELD|values.a.value|nothing",
        "{`measuredAt`:`T`,`values`:{`a`:{`value`:1,`kind`:`gauge`}}}|BAD_FIELD|values.a.kind|'gauge'",
        "{`measuredAt`:`T`,`values`:{` `:1}}|BAD_FIELD|point|1",
        "{`measuredAt`:`T`,`values`:{`a`:1e300}}|NOT_FINITE|a|1.0E300",
        "{`measuredAt`:`T`,`values`:{`a`:NaN}}|NOT_FINITE|values.a|NaN",
        "[{`measuredAt`:`T`,`values`:{`a`:1}},{`measuredAt`:`T`,`values`:{`a`:2}}]|BAD_FIELD|a|two that differ",
        "[7]|BAD_FIELD|[0]|a number",
        "[]|MISSING_FIELD|body|none",
        "7|MALFORMED_BODY|body|a number",
        "<html><title>Login</title>|MALFORMED_BODY|body|a web page with the title 'Login'",
      })
  void badInputIsRefusedWithTheReason(String body, String reason, String where, String found) {
    String json = body.replace('`', '"').replace("\"T\"", "\"2026-01-15T01:23:45Z\"");

    var rejection =
        GeneralEnvelope.fault(json.getBytes(StandardCharsets.UTF_8), "application/json")
            .orElseThrow();

    assertThat(rejection.reason()).hasToString(reason);
    assertThat(rejection.where()).isEqualTo(where);
    assertThat(rejection.found()).isEqualTo(found);
  }

  @Test
  void aFaultInALineNamesTheLine() {
    var decoded = decode(NDJSON, Payloads.text("general/lines.ndjson") + "{\"measuredAt\"");

    assertThat(Payloads.rejection(decoded).where()).isEqualTo("line 4");
  }

  @Test
  void aPointThatNoSourceCouldBeNamedAfterIsRefused() {
    assertThat(Payloads.rejection(message("x".repeat(193), "1")).text())
        .isEqualTo("point: wanted a path of at most 192 characters, found 193");
  }

  @Test
  void aBodyWithoutAFaultHasNone() {
    assertThat(GeneralEnvelope.fault(Payloads.resource("general/array.json"), "application/json"))
        .isEmpty();
  }
}
