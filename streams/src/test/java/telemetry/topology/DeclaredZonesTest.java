package telemetry.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import telemetry.model.Aggregate;
import telemetry.model.Revision;
import telemetry.model.SystemReading;
import telemetry.registry.SchemaRegistries;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;
import telemetry.window.Delivery;
import telemetry.window.Readings;
import telemetry.window.Span;
import telemetry.window.WindowRules;

/** When a declared zone takes effect, and when days are told in it. */
class DeclaredZonesTest {
  private static final Instant AT = Instant.parse("2025-11-11T04:41:00Z");
  private static final SchemaRegistry REGISTRY =
      SchemaRegistries.connect(Map.of("schema.registry.url", "mock://zones"));

  @Test
  void aZoneTakesEffectAtTheNextReadingWhoseverItIs() {
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      read(topology, 6);
      tell(topology);
      assertThat(days(topology)).containsExactly("2025-11-12T00:00:00Z PROVISIONAL 1:0:0");

      topology.declare(6, "Asia/Kathmandu");
      tell(topology);
      assertThat(days(topology)).as("no reading came").isEmpty();
      read(topology, 8);
      tell(topology);
      assertThat(days(topology))
          .containsExactlyInAnyOrder(
              "2025-11-11T18:15:00Z PROVISIONAL 1:1:0",
              "2025-11-12T00:00:00Z EMPTY 1:1:0",
              "2025-11-12T00:00:00Z PROVISIONAL 1:1:0");
    }
  }

  @Test
  void aDayThatKeepsItsEndAndLosesItsReadingsIsToldEmpty() {
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      topology.declare(6, "Etc/GMT-11");
      read(topology, 6, Instant.parse("2025-10-04T13:10:00Z"));
      tell(topology);
      assertThat(days(topology)).containsExactly("2025-10-05T13:00:00Z PROVISIONAL 1:0:0");

      // There the day before ends half an hour later, and then clocks move half an hour on.
      topology.declare(6, "Australia/Lord_Howe");
      read(topology, 8);
      tell(topology);
      assertThat(days(topology))
          .contains("2025-10-04T13:30:00Z PROVISIONAL 1:1:0", "2025-10-05T13:00:00Z EMPTY 1:1:0");
    }
  }

  @Test
  void withoutTransactionsADayIsToldAfterWhatItSaysIsSurelyKept() {
    var flushes = new Flushes();
    var task = new DrivenTask(shape(flushes), 0, REGISTRY);
    task.read(reading(6, AT));
    flushes.commit();
    tell(task);
    assertThat(task.told(Span.DAY)).hasSize(1);
    assertThat(flushes.secured()).isZero();

    task.read(reading(6, AT.plusSeconds(1)));
    tell(task);
    assertThat(task.told(Span.DAY)).hasSize(2);
    assertThat(flushes.secured()).isEqualTo(1);
  }

  @Test
  void aZoneThatIsHeardOfLateIsInTimeForAllThatIsLeftToRead() {
    var flushes = new Flushes();
    var task = new DrivenTask(shape(flushes), 0, REGISTRY);
    task.read(reading(6, AT));
    flushes.commit();
    task.restart();
    task.declare(6, "Asia/Kathmandu");
    for (int day = 0; day < 10; day++) {
      task.read(reading(6, AT.plus(Duration.ofDays(day)).plusSeconds(1)));
      flushes.commit();
    }
    tell(task);

    assertThat(written(task.told(Span.DAY)))
        .contains("2025-11-11T18:15:00Z SETTLED 1:1:0", "2025-11-20T18:15:00Z PROVISIONAL 1:10:0");
  }

  @Test
  void aZoneDoesNotTakeEffectAtAReadingThatWasHeardBeforeIt() {
    var flushes = new Flushes();
    var task = new DrivenTask(shape(flushes), 0, REGISTRY);
    task.read(reading(6, AT));
    task.read(reading(8, AT));
    task.read(reading(8, AT));
    task.declare(6, "Asia/Kathmandu");
    task.restart(1);
    task.read(reading(8, AT));
    task.read(reading(8, AT));
    task.read(reading(8, AT));
    flushes.commit();
    tell(task);

    assertThat(written(task.told(Span.DAY))).contains("2025-11-11T18:15:00Z PROVISIONAL 1:3:0");
  }

  @Test
  void aZoneThatWaitsForItsReadingHasTheNextOneWaitWithIt() {
    var flushes = new Flushes();
    var task = new DrivenTask(shape(flushes), 0, REGISTRY);
    task.read(reading(6, AT));
    task.declare(6, "Asia/Kathmandu");
    task.declare(6, "UTC");
    task.restart();
    task.declare(6, "Asia/Tokyo");
    task.read(reading(6, AT));
    task.read(reading(6, AT));
    flushes.commit();
    tell(task);

    assertThat(written(task.told(Span.DAY))).contains("2025-11-11T15:00:00Z PROVISIONAL 1:1:0");
  }

  @Test
  void withoutTransactionsADayIsToldOnceItsZoneSurelyStands() {
    var flushes = new Flushes();
    try (var topology = new DrivenTopology(shape(flushes))) {
      topology.declare(6, "Asia/Kathmandu");
      read(topology, 6);
      tell(topology);
      assertThat(topology.values(Topics.AGG_1H)).as("hours need no zone").hasSize(1);
      assertThat(days(topology)).isEmpty();

      flushes.commit();
      tell(topology);
      assertThat(days(topology)).containsExactly("2025-11-11T18:15:00Z PROVISIONAL 1:0:0");
    }
  }

  private static Shape shape(Delivery delivery) {
    return new Shape(
        new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7)),
        1,
        Duration.ofSeconds(1),
        Duration.ofMinutes(5),
        Shape.Storage.MEMORY,
        delivery);
  }

  private static void read(DrivenTopology topology, int system) {
    read(topology, system, AT);
  }

  private static void read(DrivenTopology topology, int system, Instant at) {
    topology.read(reading(system, at));
  }

  private static SystemReading reading(int system, Instant at) {
    return Readings.gauge(system, at, 1);
  }

  private static void tell(DrivenTopology topology) {
    topology.advance(Duration.ofSeconds(1));
    topology.advance(Duration.ofSeconds(1));
  }

  private static void tell(DrivenTask task) {
    task.advance(Duration.ofSeconds(1));
    task.advance(Duration.ofSeconds(1));
  }

  private static List<String> written(List<Aggregate> days) {
    return days.stream().map(DeclaredZonesTest::written).toList();
  }

  private static List<String> days(DrivenTopology topology) {
    return written(topology.values(Topics.AGG_1D));
  }

  private static String written(Aggregate day) {
    Revision revision = day.revision();
    return day.intervalEnd()
        + " "
        + day.status()
        + " "
        + revision.epoch()
        + ":"
        + revision.offset()
        + ":"
        + revision.batch();
  }
}
