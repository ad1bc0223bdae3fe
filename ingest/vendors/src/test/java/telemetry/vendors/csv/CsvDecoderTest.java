package telemetry.vendors.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import telemetry.model.Kind;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.RejectReason;
import telemetry.model.Value;
import telemetry.vendors.Payloads;

class CsvDecoderTest {
  private static final Mapping MAPPING = Csv.mapping(Payloads.text("csv/mapping.json"));
  private static final List<String> LINES = Payloads.text("csv/home.csv").lines().toList();

  private static PointValue point(String name, Kind kind, String unit, Value value) {
    return new PointValue(name, kind, unit, value, Quality.GOOD);
  }

  @Test
  void aRowIsOnePoll() {
    var poll = Payloads.poll(Csv.decode(MAPPING, LINES.get(0), LINES.get(1)));

    assertThat(poll.source()).isEqualTo("csv");
    assertThat(poll.measuredAt()).isEqualTo(Instant.ofEpochMilli(1767225660014L));
    assertThat(poll.values())
        .containsExactly(
            point("mode", Kind.STATE, "", Value.of("normal")),
            point("P_PV", Kind.GAUGE, "W", Value.MISSING),
            point("P_Load, all", Kind.GAUGE, "W", Value.of(-431.5)),
            point("E_Total", Kind.COUNTER, "Wh", Value.of(352183.6)),
            point("soc", Kind.GAUGE, "%", Value.of(63)));
  }

  @Test
  void aCellIsANumberWhereverItLooksLikeOneAndATextElsewhere() {
    var points = Payloads.poll(Csv.decode(MAPPING, LINES.get(0), LINES.get(2))).values();

    assertThat(points)
        .contains(
            point("mode", Kind.STATE, "", Value.of(17)),
            point("P_PV", Kind.GAUGE, "W", Value.of(125)),
            point("P_Load, all", Kind.GAUGE, "W", Value.of("n/a")));
  }

  @Test
  void aByteOrderMarkAndCarriageReturnsAreNoPartOfTheCells() {
    var decoded =
        Csv.decode(MAPPING, "\uFEFFtimestamp,mode,soc\r", "1767225660,\"a \"\"b\"\"\",5\r");

    assertThat(Payloads.poll(decoded).values())
        .containsExactly(
            point("mode", Kind.STATE, "", Value.of("a \"b\"")),
            point("soc", Kind.GAUGE, "%", Value.of(5)));
  }

  @Test
  void aColumnThatNoRuleMatchesIsTold() {
    var decoded = Csv.decode(MAPPING, "timestamp,soc,extra", "1767225660,5,6");

    assertThat(Payloads.unmapped(decoded)).containsExactly("extra");
    assertThat(Payloads.points(decoded)).containsOnlyKeys("soc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1767225660,NaN|NOT_FINITE|soc|NaN",
        "1767225660,-Infinity|NOT_FINITE|soc|-Infinity",
        "1767225660,-2e290|NOT_FINITE|soc|-2.0E290",
        "1767225660,1e999|NOT_FINITE|soc|Infinity",
        ",5|MISSING_FIELD|timestamp|an empty cell",
        "soon,5|BAD_FIELD|timestamp|'soon'",
        "1e999999999,5|BAD_FIELD|timestamp|'1e999999999'",
        "1767225660|MALFORMED_BODY|row|1",
        "1767225660,5,6|MALFORMED_BODY|row|3",
        "1767225660,\"5|MALFORMED_BODY|row|a quote that is not closed, or goes on after it",
        "1767225660,\"5\"6|MALFORMED_BODY|row|a quote that is not closed, or goes on after it",
      })
  void badRowsAreRefusedWithTheReason(String row, String reason, String where, String found) {
    var rejection = Payloads.rejection(Csv.decode(MAPPING, "timestamp,soc", row));

    assertThat(rejection.reason()).hasToString(reason);
    assertThat(rejection.where()).isEqualTo(where);
    assertThat(rejection.found()).isEqualTo(found);
  }

  @Test
  void javasOwnNotationsAreNoNumbers() {
    for (String cell : List.of("12d", "0x1p3", "1_000", "1,5".replace(',', ';'))) {
      assertThat(Payloads.poll(Csv.decode(MAPPING, "timestamp,soc", "1," + cell)).values())
          .containsExactly(point("soc", Kind.GAUGE, "%", Value.of(cell)));
    }
  }

  @Test
  void aHeaderThatTheMappingDoesNotFitIsRefusedWithAllReasons() {
    var rejection = Payloads.rejection(Csv.decode(MAPPING, "time,soc,soc", "1,2,3"));

    assertThat(rejection.reason()).isEqualTo(RejectReason.MALFORMED_BODY);
    assertThat(rejection.found())
        .isEqualTo(
            "header: wanted each column once, found 'soc' twice; "
                + "header: wanted the time column 'timestamp', found none");
  }

  @Test
  void aContentTypeWithoutAMappingIsRefused() {
    var raw = Payloads.raw("csv", "text/csv", "timestamp\n1".getBytes(StandardCharsets.UTF_8));

    assertThat(Payloads.rejection(Payloads.decode(raw)).found())
        .isEqualTo("content type: wanted a mapping, found none");
  }

  @Test
  void aRunawayExpressionIsStopped() {
    var mapping =
        Csv.mapping(
            "{\"time\":{\"column\":\"t\",\"unit\":\"iso\"},"
                + "\"points\":[{\"match\":\"(a|aa)+\\\\1b\",\"kind\":\"GAUGE\"}]}");

    var rejection = Payloads.rejection(Csv.decode(mapping, "t," + "a".repeat(40), "1,1"));

    assertThat(rejection.found()).contains("an expression that comes to an end");
  }

  @Test
  void everyRowOfTheRecordedHomeIsUnderstood() throws Exception {
    var mapping =
        Csv.mapping(
            """
            {"time": {"column": "timestamp", "unit": "seconds"}, "points": [
              {"match": ".*timestamp.*", "skip": true},
              {"column": "powerflow_mode", "kind": "STATE"},
              {"match": "powerflow_E_.*|.*Energy(Real|Reactive).*", "kind": "COUNTER"},
              {"match": ".*", "kind": "GAUGE"}]}
            """);
    var file = Payloads.recorded("series/fronius-home-400.csv.gz");
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      var lines = in.lines().toList();

      assertThat(lines).hasSize(401);
      for (String row : lines.subList(1, lines.size())) {
        assertThat(Payloads.poll(Csv.decode(mapping, lines.get(0), row)).values()).hasSize(43);
      }
    }
  }
}
