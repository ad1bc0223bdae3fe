package telemetry.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import telemetry.model.Aggregate;
import telemetry.model.Emitted;
import telemetry.model.RawReading;
import telemetry.model.Status;
import telemetry.recalculation.Extent;
import telemetry.topics.Topics;
import telemetry.window.Delivery;
import telemetry.window.Readings;
import telemetry.window.WindowRules;

/** What is told of history, and when it is over. */
class CatchingUpTest {
  private static final Instant AT = Instant.parse("2025-11-11T04:41:00Z");
  private static final Instant LONG_AGO = DrivenTopology.APPENDED.minus(Duration.ofHours(1));
  private static final long LATER = DrivenTopology.APPENDED.plusSeconds(2).toEpochMilli();
  private static final RawReading SOLAR =
      new RawReading(
          6,
          "fronius",
          AT,
          "application/json",
          "{\"siteId\":\"s\",\"timestamp\":\"2025-11-11T04:41:00Z\",\"solarW\":1}".getBytes(UTF_8));

  private static final WindowRules RULES =
      new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7));
  private static final Shape ONE_AT_A_TIME =
      new Shape(
          RULES,
          1,
          Duration.ofSeconds(1),
          Duration.ofHours(1),
          Shape.Storage.MEMORY,
          Delivery.WITH_STATE,
          StoreWrites.AT_ONCE,
          partition -> Extent.WHOLE,
          Duration.ZERO);

  @Test
  void tellsAWindowOnceWhileCatchingUp() {
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      readAnHourOfHistory(topology, Duration.ofSeconds(1));
      List<Aggregate> behind = topology.values(Topics.AGG_5M);
      for (int second = 0; second < 9; second++) {
        topology.readElsewhere();
        topology.advance(Duration.ofSeconds(1));
      }
      List<Aggregate> waiting = topology.values(Topics.AGG_5M);
      topology.readElsewhere();
      topology.advance(Duration.ofSeconds(1));
      List<Aggregate> caughtUp = topology.values(Topics.AGG_5M);

      assertThat(behind).extracting(Aggregate::status).containsOnly(Status.SETTLED);
      assertThat(behind).extracting(Aggregate::intervalEnd).doesNotHaveDuplicates().hasSize(10);
      assertThat(waiting).as("it may only be the turn of others").isEmpty();
      assertThat(caughtUp)
          .extracting(Aggregate::status)
          .as("nothing was appended for an hour")
          .containsOnly(Status.SETTLED);
      assertThat(caughtUp).hasSize(2);
    }
  }

  @Test
  void whileTheThreadNormalisesHistoryIsNotOver() {
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      readAnHourOfHistory(topology, Duration.ofMillis(1));
      topology.values(Topics.AGG_5M);
      for (int look = 0; look < 9; look++) {
        topology.bytes(
            Topics.RAW, DrivenTopology.key(6), "no avro".getBytes(UTF_8), DrivenTopology.APPENDED);
        topology.advance(Duration.ofMillis(100));
      }

      assertThat(topology.values(Topics.AGG_5M)).isEmpty();
      assertThat(topology.records(Topics.REJECTED)).hasSize(9);
    }
  }

  @Test
  void tellsWhatIsLeftAsSoonAsHistoryIsRead() {
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      readAnHourOfHistory(topology, Duration.ofMillis(1));
      List<Aggregate> reading = topology.values(Topics.AGG_5M);
      topology.advance(Duration.ofMillis(100));
      topology.advance(Duration.ofMillis(100));
      List<Aggregate> waiting = topology.values(Topics.AGG_5M);
      topology.advance(Duration.ofMillis(100));
      List<Aggregate> read = topology.values(Topics.AGG_5M);
      topology.advance(Duration.ofSeconds(1));
      topology.advance(Duration.ofSeconds(10));

      assertThat(reading).extracting(Aggregate::status).containsOnly(Status.SETTLED).hasSize(9);
      assertThat(waiting).as("it may only be another task's turn").isEmpty();
      assertThat(read)
          .as("long before a second is over; there may be more of their windows")
          .extracting(Aggregate::status)
          .containsExactly(Status.SETTLED, Status.PROVISIONAL, Status.PROVISIONAL);
      assertThat(topology.values(Topics.AGG_5M))
          .as("nothing was appended for an hour")
          .extracting(Aggregate::status)
          .containsExactly(Status.SETTLED, Status.SETTLED);
    }
  }

  @Test
  void aTickBetweenTwoRecordsIsNoQuietTime() {
    try (var topology = new DrivenTopology(emitting(Duration.ofMillis(100)))) {
      for (int second = 0; second < 20; second++) {
        topology.read(Readings.gauge(6, AT.plusSeconds(second), second));
        topology.advance(Duration.ofMillis(100));
        topology.advance(Duration.ofMillis(100));
      }
      List<Aggregate> windows = topology.values(Topics.AGG_5M);
      List<Aggregate> hours = topology.values(Topics.AGG_1H);
      look(topology, 9);

      assertThat(windows).hasSize(20);
      assertThat(hours).as("each 200 ms comes a record").isEmpty();
      assertThat(topology.values(Topics.AGG_1H)).as("and then none for a second").hasSize(1);
    }
  }

  @Test
  void whatIsNormalisedFromHistoryIsHistoryThoughItsReadingsAreNew() {
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      byte[] value = topology.value(Topics.RAW, SOLAR);
      topology.bytes(Topics.RAW, DrivenTopology.key(6), value, LONG_AGO);
      topology.bytes(Topics.RAW, DrivenTopology.key(6), value, DrivenTopology.APPENDED);

      assertThat(topology.records(Topics.READINGS))
          .extracting(reading -> RawAppended.of(new Record<>("", "", LATER, reading.getHeaders())))
          .containsExactly(LONG_AGO.toEpochMilli(), LATER);
    }
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      for (int second = 0; second < 3; second++) {
        readAgain(topology, AT.plusSeconds(second));
        topology.advance(Duration.ofSeconds(1));
      }
      assertThat(topology.values(Topics.AGG_5M)).as("nothing is settled").isEmpty();

      topology.read(Readings.gauge(6, AT.plusSeconds(3), 3));
      topology.advance(Duration.ofSeconds(1));
      assertThat(topology.values(Topics.AGG_5M))
          .extracting(Aggregate::status)
          .containsExactly(Status.PROVISIONAL);
    }
  }

  @Test
  void hoursAndDaysOfManySystemsLeaveRecordsTheirTurn() {
    try (var topology = new DrivenTopology(ONE_AT_A_TIME)) {
      for (int system = 1; system <= 3; system++) {
        topology.read(Readings.gauge(system, AT, 1));
      }
      topology.advance(Duration.ofSeconds(1));
      assertThat(topology.values(Topics.AGG_5M)).hasSize(3);
      look(topology, 9);
      assertThat(topology.values(Topics.AGG_1H)).as("it is not quiet for a second").isEmpty();

      topology.advance(Duration.ofMillis(100));
      int first = topology.values(Topics.AGG_1H).size();
      look(topology, 2);
      int then = topology.values(Topics.AGG_1H).size();

      assertThat(first).isBetween(1, 2);
      assertThat(first + then).isEqualTo(3);
    }
  }

  @Test
  void hoursAndDaysGoOnWhenTheirReadingsHaveGrownOld() {
    Instant eightSecondsAgo = DrivenTopology.APPENDED.minusSeconds(8);
    try (var topology = new DrivenTopology(ONE_AT_A_TIME)) {
      for (int system = 1; system <= 40; system++) {
        topology.read(Readings.gauge(system, AT, 1), eightSecondsAgo);
      }
      look(topology, 19);
      assertThat(topology.values(Topics.AGG_1H)).hasSizeBetween(5, 15);
      look(topology, 40);
      assertThat(topology.values(Topics.AGG_1H)).hasSizeBetween(25, 35);
      assertThat(topology.values(Topics.CONTROL)).endsWith(new Emitted(0, 39));
    }
  }

  @Test
  void tellsHoursAndDaysASecondAfterTheLastReading() {
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      look(topology, 5);
      topology.read(Readings.gauge(6, AT, 1));
      look(topology, 5);
      assertThat(topology.values(Topics.AGG_5M)).hasSize(1);
      look(topology, 5);
      assertThat(topology.values(Topics.AGG_1H)).isEmpty();

      look(topology, 1);
      assertThat(topology.values(Topics.AGG_1H)).hasSize(1);
      assertThat(topology.values(Topics.AGG_1D)).hasSize(1);
    }
  }

  @Test
  void windowsWaitForTheirEmissionWhereNothingElseIsHeard() {
    try (var topology = new DrivenTopology(emitting(Duration.ofSeconds(30)))) {
      topology.read(Readings.gauge(6, AT, 1));
      look(topology, 299);
      assertThat(topology.values(Topics.AGG_5M)).isEmpty();

      look(topology, 1);
      assertThat(topology.values(Topics.AGG_5M)).hasSize(1);
      assertThat(topology.values(Topics.AGG_1H)).hasSize(1);
    }
  }

  @Test
  void windowsDoNotWaitLongerWhereTheirReadingsHaveGrownOld() {
    Instant eightSecondsAgo = DrivenTopology.APPENDED.minusSeconds(8);
    try (var topology = new DrivenTopology(emitting(Duration.ofSeconds(5)))) {
      topology.read(Readings.gauge(6, AT, 1), eightSecondsAgo);
      look(topology, 50);

      assertThat(topology.values(Topics.AGG_5M)).hasSize(1);
    }
  }

  private static Shape emitting(Duration every) {
    return new Shape(
        RULES, 1, every, Duration.ofHours(1), Shape.Storage.MEMORY, Delivery.WITH_STATE);
  }

  private static void look(DrivenTopology topology, int times) {
    for (int look = 0; look < times; look++) {
      topology.advance(Duration.ofMillis(100));
    }
  }

  /** What the normaliser makes of a raw record of an hour ago, appended now. */
  private static void readAgain(DrivenTopology topology, Instant at) {
    topology.record(
        Topics.READINGS,
        new TestRecord<>(
            DrivenTopology.key(6),
            topology.value(Topics.READINGS, Readings.gauge(6, at, 1)),
            RawAppended.at(LONG_AGO.toEpochMilli()),
            topology.now()));
  }

  private static void readAnHourOfHistory(DrivenTopology topology, Duration each) {
    for (int minute = 0; minute < 60; minute++) {
      topology.read(Readings.gauge(6, AT.plusSeconds(60L * minute), minute), LONG_AGO);
      topology.advance(each);
    }
  }
}
