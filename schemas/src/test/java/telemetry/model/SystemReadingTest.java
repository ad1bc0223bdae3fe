package telemetry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SystemReadingTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void aPutHasPointsAndAVoidHasNone() {
    assertThat(poll(Op.PUT, NOON, points(1)).values()).hasSize(1);
    assertThat(poll(Op.VOID, NOON, List.of()).values()).isEmpty();
    assertThatThrownBy(() -> poll(Op.PUT, NOON, List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> poll(Op.VOID, NOON, points(1))).hasMessageContaining("none in a void");
  }

  @Test
  void tooManyPoints() {
    assertThatThrownBy(() -> poll(Op.PUT, NOON, points(SystemReading.MAX_POINTS + 1)))
        .isInstanceOfSatisfying(
            BadValue.class,
            e -> assertThat(e.rejection().reason()).isEqualTo(RejectReason.TOO_MANY_POINTS));
  }

  @Test
  void aPointTwice() {
    var twice = List.of(points(1).get(0), points(1).get(0));
    assertThatThrownBy(() -> poll(Op.PUT, NOON, twice)).hasMessageContaining("each point once");
  }

  @Test
  void anInstantOfNoCalendar() {
    assertThatThrownBy(() -> poll(Op.PUT, Instant.ofEpochMilli(Long.MIN_VALUE), points(1)))
        .isInstanceOf(BadValue.class)
        .hasMessageContaining("measuredAt: wanted from 0001-01-01T00:00:00Z");
  }

  private static SystemReading poll(Op op, Instant at, List<PointValue> values) {
    return new SystemReading(6, "v", "s", op, at, null, NOON, null, null, values);
  }

  private static List<PointValue> points(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new PointValue("p" + i, Kind.GAUGE, "W", Value.of(1), Quality.GOOD))
        .toList();
  }
}
