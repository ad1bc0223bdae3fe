package telemetry.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import telemetry.deploy.demo.Consistency.Row;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemReading;
import telemetry.model.Value;

final class ConsistencyTest {
  private static final Instant END = Instant.parse("2026-01-01T12:00:00Z");
  private static final Row ROW = new Row("6/p", END.toEpochMilli());
  private static final List<SystemReading> POLLS =
      List.of(poll("s", END.minusSeconds(60)), poll("s", END));

  @Test
  void isSoWhereEveryReadingIsInARow() {
    assertThat(Consistency.of(2, 2, 0, POLLS, Map.of(ROW, 2)).problems()).isEmpty();
  }

  @Test
  void findsARawRecordThatCameToNothing() {
    assertThat(Consistency.of(3, 2, 0, POLLS, Map.of(ROW, 2)).problems())
        .containsExactly("3 raw records: wanted as many readings and refusals, found 2 and 0");
  }

  @Test
  void findsARefusal() {
    assertThat(Consistency.of(3, 2, 1, POLLS, Map.of(ROW, 2)).problems())
        .containsExactly("rejected: wanted none, found 1");
  }

  @Test
  void findsARowThatLacksAndOneThatNobodySpokeOf() {
    var invented = new Row("7/p", END.toEpochMilli());

    assertThat(Consistency.of(2, 2, 0, POLLS, Map.of(invented, 1)).problems())
        .containsExactly(
            "2 of 1 rows are not as the readings say, the first:",
            "6/p at 2026-01-01T12:00:00Z: wanted 2 values, found 0",
            "7/p at 2026-01-01T12:00:00Z: wanted 0 values, found 1");
  }

  @Test
  void findsARowOfTooFewValues() {
    assertThat(Consistency.of(2, 2, 0, POLLS, Map.of(ROW, 1)).problems())
        .contains("6/p at 2026-01-01T12:00:00Z: wanted 2 values, found 1");
  }

  @Test
  void countsAnInstantOnceThoughTwoSourcesSpeakOfIt() {
    var both = List.of(poll("s", END), poll("t", END));

    assertThat(Consistency.of(2, 2, 0, both, Map.of(ROW, 1)).problems()).isEmpty();
  }

  private static SystemReading poll(String source, Instant at) {
    return new SystemReading(
        6,
        "test",
        source,
        Op.PUT,
        at,
        null,
        at,
        null,
        null,
        List.of(new PointValue("p", Kind.GAUGE, "W", Value.of(1), Quality.GOOD)));
  }
}
