package telemetry.vendors.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
            "points[4]: wanted the keys [column, kind, match, skip, unit], found unti",
            "points[4].unit: wanted a text of at most 40 characters, found 7");
  }

  @Test
  void aMappingWithoutRulesIsNone() {
    assertThat(Csv.problems("{\"time\":{\"column\":\"t\",\"unit\":\"iso\"}}"))
        .containsExactly("points: wanted a list of rules, found nothing");
    assertThat(Csv.problems("[]"))
        .containsExactly("mapping: wanted an object with time and points, found []");
  }
}
