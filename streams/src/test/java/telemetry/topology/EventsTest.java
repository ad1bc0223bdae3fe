package telemetry.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import telemetry.model.CounterLimits;
import telemetry.model.Event;
import telemetry.model.EventType;
import telemetry.model.Kind;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.topics.Topics;
import telemetry.window.Readings;
import telemetry.window.WindowRules;

/** What is announced, when, and that it is announced once. */
class EventsTest {
  /** In minutes. */
  private static final int DAY = 1440;

  private static final Instant AT = Instant.parse("2025-11-11T04:40:00Z");

  private final DrivenTopology topology =
      new DrivenTopology(
          new Shape(
              new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7))
                  .with(new CounterLimits(Map.of("7/total", 600.0))),
              1,
              Duration.ofSeconds(1),
              Shape.Storage.MEMORY));

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void aNewPointIsAnnounced() {
    read(0, "a", 1, "total", 5);
    read(1, "a", 1, "total", 5);

    assertThat(events())
        .extracting(Event::type, Event::point, Event::at, Event::details)
        .containsExactly(
            tuple(EventType.POINT_CREATED, "a", AT, Map.of("kind", "GAUGE", "unit", "W")),
            tuple(EventType.POINT_CREATED, "total", AT, Map.of("kind", "COUNTER", "unit", "W")));
  }

  @Test
  void aResetIsAnnouncedWithBothValuesOnceItCanBeNoDropout() {
    read(0, "total", 1000);
    read(10, "total", 3);
    read(40, "total", 5);
    assertThat(events(EventType.COUNTER_RESET)).as("it may still come back").isEmpty();

    read(41, "total", 6);
    read(42, "total", 7);
    assertThat(events(EventType.COUNTER_RESET))
        .containsExactly(
            new Event(
                EventType.COUNTER_RESET,
                6,
                "total",
                minute(10),
                Map.of("from", "1000.0", "to", "3.0")));
  }

  @Test
  void eachOfTwoResetsInARowIsAnnounced() {
    read(0, "total", 1000);
    read(10, "total", 100);
    read(30, "total", 3);
    read(41, "total", 4);
    read(61, "total", 5);
    read(90, "total", 6);

    assertThat(events(EventType.COUNTER_RESET))
        .extracting(Event::at)
        .containsExactly(minute(10), minute(30));
  }

  @Test
  void aResetBeforeAGapIsAnnounced() {
    read(0, "total", 1000);
    read(10, "total", 3);
    read(600, "total", 4);

    assertThat(events(EventType.COUNTER_RESET)).extracting(Event::at).containsExactly(minute(10));
  }

  @Test
  void aDropoutIsNoReset() {
    read(0, "total", 1000);
    read(10, "total", 3);
    read(30, "total", 1001);
    read(90, "total", 1002);

    assertThat(events(EventType.COUNTER_RESET)).isEmpty();
  }

  @Test
  void aLateReadingThatMakesAResetIsAnnounced() {
    read(0, "total", 10);
    read(100, "total", 11);
    read(200, "total", 12);
    read(50, "total", 1000);

    assertThat(events(EventType.COUNTER_RESET)).extracting(Event::at).containsExactly(minute(100));
  }

  @Test
  void aRiseFasterThanThePointCanIsAnnouncedOnceItCanBeNoDropout() {
    read(7, 0, 1000);
    read(7, 1, 1011);
    read(7, 2, 1021);
    read(7, 31, 1022);
    assertThat(events(EventType.COUNTER_REBASED)).isEmpty();

    read(7, 32, 1023);
    assertThat(events(EventType.COUNTER_REBASED))
        .containsExactly(
            new Event(
                EventType.COUNTER_REBASED,
                7,
                "total",
                minute(1),
                Map.of("from", "1000.0", "to", "1011.0")));
  }

  @Test
  void aResetToMoreThanItCanHaveReachedIsARebase() {
    read(7, 0, 1000);
    read(7, 1, 700);
    read(7, 60, 701);

    assertThat(events())
        .extracting(Event::type)
        .contains(EventType.COUNTER_REBASED)
        .doesNotContain(EventType.COUNTER_RESET);
  }

  @Test
  void noLimitNoRebase() {
    read(0, "total", 1000);
    read(1, "total", 1_000_000);
    read(60, "total", 1_000_001);

    assertThat(events(EventType.COUNTER_REBASED)).isEmpty();
  }

  @Test
  void aLateReadingThatMakesARebaseIsAnnounced() {
    read(7, 0, 0);
    read(7, 60, 500);
    read(7, 120, 510);
    assertThat(events(EventType.COUNTER_REBASED)).isEmpty();

    read(7, 59, 1);
    assertThat(events(EventType.COUNTER_REBASED)).extracting(Event::at).containsExactly(minute(60));
  }

  @Test
  void aReadingWhoseDayBeganBeyondReachIsAnnouncedAndSentOnAndCounted() {
    read(0, "a", 1);
    Instant old = AT.minus(Duration.ofDays(7)).plusSeconds(3600);
    topology.read(poll(old, "a", 1));
    topology.advance(Duration.ofSeconds(1));

    assertThat(events(EventType.LATE))
        .containsExactly(
            new Event(EventType.LATE, 6, null, old, Map.of("source", "s", "left", "rows")));
    assertThat(topology.values(Topics.LATE)).hasSize(1);
    assertThat(topology.values(Topics.AGG_5M)).as("its window is told").hasSize(2);
    assertThat(topology.meters.find("telemetry.records.left").counter().count()).isEqualTo(1);
  }

  @Test
  void whatIsBeyondReachIsAnnounced() {
    read(0, "a", 1);
    Instant old = AT.minus(Duration.ofDays(8));
    topology.read(poll(old, "a", 1));

    assertThat(events(EventType.LATE))
        .containsExactly(new Event(EventType.LATE, 6, null, old, Map.of("source", "s")));
  }

  @Test
  void aChangedUnitIsAnnouncedOnce() {
    read(0, "a", 1);
    for (int minute = 1; minute < 4; minute++) {
      topology.read(inKilowatts(minute(minute)));
    }

    assertThat(events(EventType.UNIT_CHANGED))
        .containsExactly(
            new Event(
                EventType.UNIT_CHANGED,
                6,
                "a",
                minute(1),
                Map.of("wanted", "'W' as before", "found", "'kW'")));
  }

  @Test
  void manyNewPointsAtOnceOnASystemThatWasLongTheSameAreAnnouncedTogether() {
    read(0, "a", 1, "b", 1, "c", 1);
    read(DAY, "a", 1, "b", 1, "c", 1);
    assertThat(events(EventType.POINT_BURST)).as("a new system's points").isEmpty();

    read(DAY + 1, "a", 1, "d", 1, "e", 1);
    assertThat(events(EventType.POINT_BURST)).as("two are not many").isEmpty();
    read(DAY + 2, "f", 1, "g", 1);
    read(DAY + 2, "f", 1, "h", 1, "i", 1);

    assertThat(events(EventType.POINT_BURST))
        .containsExactly(
            new Event(
                EventType.POINT_BURST,
                6,
                null,
                minute(DAY + 1),
                Map.of("count", "4", "points", "d e f g")));
  }

  @Test
  void sixNewPointsOnEachOfSixSystemsAreSixBursts() {
    for (int system = 1; system <= 6; system++) {
      topology.read(poll(system, AT, values("energy", 1)));
      topology.read(poll(system, minute(2 * DAY), values("energy", 2)));
    }
    for (int system = 1; system <= 6; system++) {
      topology.read(
          poll(
              system,
              minute(2 * DAY).plusSeconds(system * 7L),
              values("energy", 2, "p1", 1, "p2", 1, "p3", 1, "p4", 1, "p5", 1, "p6", 1)));
    }

    assertThat(events(EventType.POINT_BURST))
        .extracting(Event::systemId, event -> event.details().get("count"))
        .containsExactly(
            tuple(1, "6"),
            tuple(2, "6"),
            tuple(3, "6"),
            tuple(4, "6"),
            tuple(5, "6"),
            tuple(6, "6"));
  }

  @Test
  void pointsThatComeOneByOneAreNoBurst() {
    read(0, "a", 1);
    for (int i = 0; i < 5; i++) {
      read(2 * DAY + 2 * i, "new-" + i, 1);
    }

    assertThat(events(EventType.POINT_BURST)).isEmpty();
  }

  @Test
  void aPointThatFallsSilentBesideALiveNeighbourIsAnnouncedAndItsEndToo() {
    for (int minute = 0; minute < 10; minute++) {
      read(minute, "a", 1, "b", 1);
    }
    for (int minute = 10; minute <= 30; minute++) {
      read(minute, "a", 1);
      if (minute == 19) {
        assertThat(events(EventType.POINT_SILENT)).as("ten minutes are not over").isEmpty();
      }
    }
    assertThat(events(EventType.POINT_SILENT))
        .containsExactly(
            new Event(EventType.POINT_SILENT, 6, "b", minute(9), Map.of("usualPeriod", "PT1M")));

    read(31, "a", 1, "b", 1);
    assertThat(events(EventType.POINT_HEARD))
        .containsExactly(
            new Event(
                EventType.POINT_HEARD,
                6,
                "b",
                minute(31),
                Map.of("silentSince", minute(9).toString())));
  }

  @Test
  void eachPointHasAHabitOfItsOwn() {
    for (int minute = 0; minute <= 300; minute++) {
      if (minute % 30 == 0) {
        read(minute, "often", 1, "seldom", 1);
      } else {
        read(minute, "often", 1);
      }
    }

    assertThat(events(EventType.POINT_SILENT)).isEmpty();
  }

  @Test
  void aSystemOfWhichNothingIsHeardFallsSilentByTheWallClockAndOnce() {
    for (int minute = 0; minute < 10; minute++) {
      read(minute, "a", 1);
    }
    topology.advance(Duration.ofMinutes(10));
    assertThat(events(EventType.POINT_SILENT)).isEmpty();

    topology.advance(Duration.ofMinutes(1));
    topology.advance(Duration.ofHours(5));
    assertThat(events(EventType.POINT_SILENT)).extracting(Event::at).containsExactly(minute(9));
    read(400, "a", 1);
    assertThat(events())
        .as("what the wall clock brought forward is not told again")
        .extracting(Event::type, Event::at)
        .containsExactly(tuple(EventType.POINT_HEARD, minute(400)));
  }

  @Test
  void aTaskThatIsBehindDeclaresNoSilenceByTheWallClock() {
    Instant longAgo = DrivenTopology.APPENDED.minus(Duration.ofHours(1));
    for (int minute = 0; minute < 10; minute++) {
      topology.bytes(
          Topics.READINGS,
          "6".getBytes(UTF_8),
          topology.value(Topics.READINGS, poll(minute(minute), "a", 1)),
          longAgo);
    }
    topology.advance(Duration.ofSeconds(1));

    assertThat(events(EventType.POINT_SILENT)).isEmpty();
  }

  private List<Event> events() {
    return topology.values(Topics.EVENTS);
  }

  private List<Event> events(EventType type) {
    return events().stream().filter(event -> event.type() == type).toList();
  }

  private static Instant minute(int minute) {
    return AT.plusSeconds(60L * minute);
  }

  private void read(int minute, Object... pointsAndValues) {
    topology.read(poll(minute(minute), pointsAndValues));
  }

  private void read(int system, int minute, int total) {
    topology.read(poll(system, minute(minute), values("total", total)));
  }

  private static SystemReading poll(Instant at, Object... pointsAndValues) {
    return poll(6, at, values(pointsAndValues));
  }

  private static List<PointValue> values(Object... pointsAndValues) {
    var values = new ArrayList<PointValue>();
    for (int i = 0; i < pointsAndValues.length; i += 2) {
      String point = (String) pointsAndValues[i];
      values.add(
          new PointValue(
              point,
              point.equals("total") ? Kind.COUNTER : Kind.GAUGE,
              "W",
              Value.of((Integer) pointsAndValues[i + 1]),
              Quality.GOOD));
    }
    return values;
  }

  private static SystemReading inKilowatts(Instant at) {
    return poll(6, at, List.of(new PointValue("a", Kind.GAUGE, "kW", Value.of(1), Quality.GOOD)));
  }

  private static SystemReading poll(int system, Instant at, List<PointValue> values) {
    return Readings.of(system, at, values);
  }
}
