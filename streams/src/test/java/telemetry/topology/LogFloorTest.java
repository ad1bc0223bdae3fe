package telemetry.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.Value;
import telemetry.recalculation.Extent;
import telemetry.topics.Topics;
import telemetry.window.Delivery;
import telemetry.window.Readings;
import telemetry.window.WindowRules;

class LogFloorTest {
  private static final Instant FLOOR = Instant.parse("2025-11-11T12:00:00Z");
  private static final Duration EVERY = Duration.ofMinutes(10);

  private static DrivenTopology topology(IntToLongFunction floor) {
    return new DrivenTopology(
        new Shape(
            new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7)),
            1,
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Shape.Storage.MEMORY,
            Delivery.WITH_STATE,
            StoreWrites.AT_ONCE,
            floor,
            Shape.TURN));
  }

  /** Ten readings, ten minutes apart, from five minutes before the floor. */
  private static void hear(DrivenTopology topology) {
    for (int i = 0; i < 10; i++) {
      Instant at = FLOOR.minusSeconds(300).plus(EVERY.multipliedBy(i));
      var values =
          List.of(
              new PointValue("power", Kind.GAUGE, "W", Value.of(i), Quality.GOOD),
              new PointValue("energy", Kind.COUNTER, "Wh", Value.of(i), Quality.GOOD));
      topology.read(Readings.of(6, at, values));
    }
    topology.advance(Duration.ofSeconds(1));
    topology.advance(Duration.ofSeconds(1));
  }

  @Test
  void ofALogThatLostItsBeginningOnlyWhatIsWhollyKnownIsTold() {
    try (var topology = topology(partition -> FLOOR.toEpochMilli())) {
      hear(topology);

      List<Aggregate> windows = topology.values(Topics.AGG_5M);
      assertThat(ends(windows, "power"))
          .containsExactly(
              "12:05", "12:15", "12:25", "12:35", "12:45", "12:55", "13:05", "13:15", "13:25");
      // A dropout may come back for half an hour, so a base is sure when it is older than that.
      assertThat(ends(windows, "energy"))
          .containsExactly("12:45", "12:55", "13:05", "13:15", "13:25");
      assertThat(ends(topology.values(Topics.AGG_1H), "power")).containsExactly("13:00", "14:00");
      assertThat(topology.values(Topics.AGG_1D)).isEmpty();
      assertThat(topology.values(Topics.LATE)).as("the late path knows more").isNotEmpty();
    }
  }

  private static List<String> ends(List<Aggregate> rows, String point) {
    return rows.stream()
        .filter(row -> row.key().path().equals(point))
        .map(row -> row.intervalEnd().toString().substring(11, 16))
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void ofAWholeLogEverythingIsTold() {
    try (var topology = topology(partition -> Extent.WHOLE)) {
      hear(topology);

      List<Aggregate> windows = topology.values(Topics.AGG_5M);
      assertThat(ends(windows, "power")).hasSize(10);
      assertThat(ends(windows, "energy")).hasSize(10);
      assertThat(topology.values(Topics.LATE)).isEmpty();
    }
  }
}
