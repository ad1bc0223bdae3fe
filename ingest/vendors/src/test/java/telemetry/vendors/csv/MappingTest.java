package telemetry.vendors.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import telemetry.model.Kind;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.Value;
import telemetry.vendors.Decoded;
import telemetry.vendors.Payloads;

class MappingTest {
  @Test
  void whatIsWrittenIsReadBack() {
    Mapping mapping = Csv.mapping(Payloads.text("csv/mapping.json"));

    String json = MappingWriter.json(mapping);

    assertThat(MappingWriter.json(Csv.mapping(json))).isEqualTo(json);
    assertThat(CsvFormat.mapping(CsvFormat.contentType(mapping)))
        .isInstanceOfSatisfying(
            MappingReader.Result.Read.class,
            read -> assertThat(MappingWriter.json(read.mapping())).isEqualTo(json));
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    var problems =
        Csv.problems(
            """
            {"tiem": 1, "time": {"unit": "hours"}, "source": "", "points": [
              {"match": "(", "kind": "GAUGE"},
              {"column": "a", "match": "b", "kind": "GAGE"},
              {"kind": "STATE"},
              {"column": "c", "skip": true, "kind": "STATE"},
              {"column": "d", "kind": "GAUGE", "unti": "W", "unit": 7}]}
            """);

    assertThat(problems)
        .containsExactly(
            "mapping: wanted the keys [points, source, time], found tiem",
            "source: wanted a text, found \"\"",
            "time.column: wanted a text, found nothing",
            "time.unit: wanted one of [SECONDS, MILLIS, ISO], found \"hours\"",
            "points[0].match: wanted a regular expression of at most 1000 characters, found \"(\"",
            "points[1]: wanted column or match, found both",
            "points[1].kind: wanted one of [GAUGE, COUNTER, INTERVAL, STATE], found \"GAGE\"",
            "points[2]: wanted column or match, found neither",
            "points[3]: wanted skip or a kind and unit, found both",
            "points[4]: wanted the keys [column, factor, kind, match, point, skip, unit], found unti",
            "points[4].unit: wanted a text of at most 40 characters, found 7");
  }

  @Test
  void aPointMayHaveAnotherNameThanItsColumnAndAnotherUnit() {
    Mapping mapping =
        Csv.mapping(
            "{\"time\":{\"column\":\"t\",\"unit\":\"seconds\"},\"points\":[{\"column\":\"sun_kwh\","
                + "\"point\":\"sun_wh\",\"kind\":\"COUNTER\",\"unit\":\"Wh\",\"factor\":1000}]}");
    assertThat(Csv.mapping(MappingWriter.json(mapping))).isEqualTo(mapping);

    var raw =
        new RawReading(
            1,
            CsvDecoder.VENDOR,
            Instant.EPOCH,
            CsvFormat.contentType(mapping),
            "t,sun_kwh\n60,1.25".getBytes(StandardCharsets.UTF_8));
    assertThat(new CsvDecoder().decode(raw, new RawPosition(0, 0)))
        .isInstanceOfSatisfying(
            Decoded.Accepted.class,
            it ->
                assertThat(it.polls().get(0).values())
                    .containsExactly(
                        new PointValue(
                            "sun_wh", Kind.COUNTER, "Wh", Value.of(1250), Quality.GOOD)));
    assertThat(
            Csv.problems(
                "{\"time\":{\"column\":\"t\",\"unit\":\"iso\"},\"points\":[{\"match\":\"a\",\"point\":\"b\","
                    + "\"kind\":\"GAUGE\",\"factor\":0}]}"))
        .containsExactly(
            "points[0].point: wanted it with column, found it with match",
            "points[0].factor: wanted a number other than 0, found 0");
  }

  @Test
  void aMappingWithoutRulesIsNone() {
    assertThat(Csv.problems("{\"time\":{\"column\":\"t\",\"unit\":\"iso\"}}"))
        .containsExactly("points: wanted a list of rules, found nothing");
    assertThat(Csv.problems("[]"))
        .containsExactly("mapping: wanted an object with time and points, found []");
  }
}
