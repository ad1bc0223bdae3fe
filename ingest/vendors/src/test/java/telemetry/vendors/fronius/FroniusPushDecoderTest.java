package telemetry.vendors.fronius;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import telemetry.model.Kind;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.Rejection;
import telemetry.model.Value;
import telemetry.vendors.Credentials;
import telemetry.vendors.Decoded;
import telemetry.vendors.Payloads;

class FroniusPushDecoderTest {
  private static final String TIME = "\"timestamp\":\"2026-01-15T01:23:45.678Z\"";

  private static Decoded push(String fields) {
    return Payloads.decode("fronius", "{" + TIME + fields + "}");
  }

  private static Value valueOf(Decoded decoded, String point) {
    PointValue found = Payloads.points(decoded).get(point);
    if (found == null) {
      throw new AssertionError(point + ": not in " + decoded);
    }
    return found.value();
  }

  @Test
  void aPushIsOnePollWithAPointForEachField() {
    var decoded = Payloads.decode("fronius", Payloads.text("fronius/push.json"));

    var poll = Payloads.poll(decoded);
    assertThat(poll.source()).isEqualTo("fronius.push");
    assertThat(poll.measuredAt()).isEqualTo(Instant.parse("2026-01-15T01:23:45.678Z"));
    assertThat(poll.receivedAt()).isEqualTo(Payloads.RECEIVED);
    assertThat(poll.raw()).isEqualTo(Payloads.POSITION);
    assertThat(poll.intervalStart()).isNull();
    assertThat(poll.values())
        .hasSize(15)
        .contains(
            new PointValue("solarW", Kind.GAUGE, "W", Value.of(4210.5), Quality.GOOD),
            new PointValue("gridW", Kind.GAUGE, "W", Value.of(0), Quality.GOOD),
            new PointValue("batterySOC", Kind.GAUGE, "%", Value.of(63.5), Quality.GOOD),
            new PointValue("faultCode", Kind.STATE, "", Value.MISSING, Quality.GOOD),
            new PointValue("generatorStatus", Kind.STATE, "", Value.of("off"), Quality.GOOD),
            new PointValue("gridInWhInterval", Kind.INTERVAL, "Wh", Value.MISSING, Quality.GOOD));
  }

  @Test
  void aFieldThatIsNotThereGivesNothing() {
    var decoded = Payloads.decode("fronius", Payloads.text("fronius/push.json"));

    assertThat(Payloads.points(decoded)).doesNotContainKey("gridOutWhInterval");
  }

  @Test
  void aFieldThatNobodyKnowsIsToldAndHarmsNothing() {
    var decoded = Payloads.decode("fronius", Payloads.text("fronius/push.json"));

    assertThat(Payloads.unmapped(decoded)).containsExactly("firmware");
  }

  @Test
  void textInANumericFieldIsKept() {
    assertThat(valueOf(push(",\"solarW\":\"n/a\""), "solarW")).isEqualTo(Value.of("n/a"));
  }

  @Test
  void aFlagIsTheTextOfAState() {
    assertThat(valueOf(push(",\"generatorStatus\":true"), "generatorStatus"))
        .isEqualTo(Value.of("true"));
  }

  @Test
  void anInstantMayNameItsOffset() {
    var decoded =
        Payloads.decode(
            "fronius", "{\"timestamp\":\"2026-01-15T12:23:45.6789+11:00\",\"solarW\":1}");

    assertThat(Payloads.poll(decoded).measuredAt())
        .isEqualTo(Instant.parse("2026-01-15T01:23:45.678Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{`timestamp`:`T`,`solarW`:true}|BAD_FIELD|solarW|a boolean",
        "{`timestamp`:`T`,`solarW`:{}}|BAD_FIELD|solarW|an object",
        "{`timestamp`:`T`,`faultCode`:[1]}|BAD_FIELD|faultCode|an array",
        "{`timestamp`:`T`,`solarW`:NaN}|NOT_FINITE|solarW|NaN",
        "{`timestamp`:`T`,`solarW`:1.1e290}|NOT_FINITE|solarW|1.1E290",
        "{`timestamp`:`T`,`solarW`:-1e999}|NOT_FINITE|solarW|-Infinity",
        "{`timestamp`:`T`,`sequence`:7}|MISSING_FIELD|body|none",
        "{`solarW`:1}|MISSING_FIELD|timestamp|nothing",
        "{`timestamp`:null,`solarW`:1}|MISSING_FIELD|timestamp|nothing",
        "{`timestamp`:1767225660,`solarW`:1}|BAD_FIELD|timestamp|a number",
        "{`timestamp`:`yesterday`,`solarW`:1}|BAD_FIELD|timestamp|'yesterday'",
        "{`timestamp`:`+99999-01-01T00:00:00Z`,`solarW`:1}|BAD_FIELD|timestamp|'+99999-01-01T00:00:00Z'",
        "{`timestamp`:`2026-01-15T01:23:45`,`solarW`:1}|BAD_FIELD|timestamp|'2026-01-15T01:23:45'",
        "[1]|MALFORMED_BODY|body|an array",
        "{`timestamp`:`T`,`solarW`:1,`solarW`:2}|MALFORMED_BODY|body|a fault at line 1, column 57",
        "{`timestamp`:`T`,`solarW`:1} x|MALFORMED_BODY|body|a fault at line 1, column 49",
      })
  void badInputIsRefusedWithTheReason(String body, String reason, String where, String found) {
    String json = body.replace('`', '"').replace("\"T\"", "\"2026-01-15T01:23:45Z\"");

    Rejection rejection = Payloads.rejection(Payloads.decode("fronius", json));

    assertThat(rejection.reason()).hasToString(reason);
    assertThat(rejection.where()).isEqualTo(where);
    assertThat(rejection.found()).isEqualTo(found);
  }

  @Test
  void aTextLongerThanARowCarriesIsRefused() {
    var rejection = Payloads.rejection(push(",\"faultCode\":\"" + "x".repeat(1001) + "\""));

    assertThat(rejection.text())
        .isEqualTo("faultCode: wanted a text of at most 1000 characters, found 1001 characters");
  }

  @Test
  void theKeyIsBlankedAndNothingElseIsTouched() {
    String body = Payloads.text("fronius/push.json");

    byte[] blanked = Credentials.blank("fronius", body.getBytes(StandardCharsets.UTF_8));

    assertThat(new String(blanked, StandardCharsets.UTF_8))
        .isEqualTo(body.replace("k-3f0c1d8e77aa4b21", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fronius/solar-api-1.2.3-1/GetPowerFlowRealtimeData.json"})
  void whatTheDeviceSaysLocallyIsNoPush(String name) throws Exception {
    byte[] body = Files.readAllBytes(Payloads.recorded(name));

    var decoded = Payloads.decode(Payloads.raw("fronius", "application/json", body));

    assertThat(Payloads.rejection(decoded).where()).isEqualTo("timestamp");
  }
}
