package telemetry.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.Revision;
import telemetry.model.Status;
import telemetry.model.SystemReading;
import telemetry.model.Value;

class RollUpTest {
  private static final WindowRules RULES =
      new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7));
  private static final Instant MIDNIGHT = Instant.parse("2025-11-11T00:00:00Z");

  private final EncodedStore store = new EncodedStore(6);
  private final List<Aggregate> hours = new ArrayList<>();
  private final List<Aggregate> days = new ArrayList<>();
  private SystemWindows windows = new SystemWindows(6, RULES, store);
  private long offset;

  @Test
  void anOpenHourIsProvisionalAndSettlesWithItsOwnSystemsTime() {
    hear(MIDNIGHT.plusSeconds(60), 1);
    tell();
    assertThat(hours).extracting(Aggregate::status).containsExactly(Status.PROVISIONAL);
    assertThat(days).extracting(Aggregate::status).containsExactly(Status.PROVISIONAL);

    hours.clear();
    hear(MIDNIGHT.plus(Duration.ofMinutes(70)).minusMillis(1), 1);
    tellSettled();
    assertThat(hours).isEmpty();
    hear(MIDNIGHT.plus(Duration.ofMinutes(70)), 1);
    tellSettled();
    assertThat(hours).extracting(Aggregate::status).containsExactly(Status.SETTLED);
    assertThat(hours.get(0).intervalEnd()).isEqualTo(MIDNIGHT.plus(Duration.ofHours(1)));
  }

  @Test
  void whileCatchingUpAnHourIsToldOnceAndADayOnce() {
    for (int minute = 1; minute <= 49 * 60; minute++) {
      hear(MIDNIGHT.plus(Duration.ofMinutes(minute)), minute);
      tellSettled();
    }

    assertThat(hours).extracting(Aggregate::intervalEnd).doesNotHaveDuplicates().hasSize(48);
    assertThat(days).extracting(Aggregate::intervalEnd).doesNotHaveDuplicates().hasSize(2);
    assertThat(days).extracting(Aggregate::status).containsOnly(Status.SETTLED);
    assertThat(days.get(0).sampleCount()).isEqualTo(24 * 60);
  }

  @Test
  void aLateChangeCorrectsItsHourAndItsDay() {
    hear(MIDNIGHT.plusSeconds(60), 1);
    hear(MIDNIGHT.plus(Duration.ofDays(2)), 1);
    tell();
    clear();
    hear(MIDNIGHT.plusSeconds(120), 3);
    tell();

    assertThat(hours).extracting(Aggregate::status).containsExactly(Status.CORRECTED);
    assertThat(hours).extracting(Aggregate::avg).containsExactly(2.0);
    assertThat(days).extracting(Aggregate::status).containsExactly(Status.CORRECTED);
    assertThat(days.get(0).revision()).isEqualTo(new Revision(1, 2, 0));
  }

  @Test
  void whatIsHeardForTheFirstTimeAfterItSettledIsNoCorrection() {
    hear(MIDNIGHT.plus(Duration.ofDays(2)), 1);
    tell();
    clear();
    hear(MIDNIGHT.plusSeconds(120), 3);
    tell();

    assertThat(hours).extracting(Aggregate::status).containsExactly(Status.SETTLED);
    assertThat(days).extracting(Aggregate::status).containsExactly(Status.SETTLED);
  }

  @Test
  void aPeriodThatIsVoidedWholeIsEmpty() {
    hear(MIDNIGHT.plusSeconds(60), 1);
    tell();
    clear();
    windows.hear(reading(MIDNIGHT.plusSeconds(60), Op.VOID, List.of()), offset++);
    tell();

    assertThat(hours).extracting(Aggregate::status).containsExactly(Status.EMPTY);
    assertThat(days).extracting(Aggregate::status).containsExactly(Status.EMPTY);
  }

  @Test
  void anUntoldDayIsToldAfterARestartWithItsRevision() {
    hear(MIDNIGHT.plusSeconds(60), 1);
    hear(MIDNIGHT.plusSeconds(400), 2);
    hear(MIDNIGHT.plusSeconds(800), 6);
    windows = new SystemWindows(6, RULES, store);
    tell();

    assertThat(days).extracting(Aggregate::avg).containsExactly(3.0);
    assertThat(days.get(0).revision()).isEqualTo(new Revision(1, 2, 0));
  }

  @Test
  void aDayBeforeALongSilenceIsToldAlthoughItIsBeyondReachByThen() {
    hear(MIDNIGHT.plusSeconds(60), 1);
    hear(MIDNIGHT.plus(Duration.ofDays(30)), 1);
    tellSettled();

    assertThat(days).extracting(Aggregate::status).containsExactly(Status.SETTLED);
    assertThat(days.get(0).intervalEnd()).isEqualTo(MIDNIGHT.plus(Duration.ofDays(1)));
  }

  @Test
  void aDayThatMayLackLateReadingsIsLeftToTheLatePath() {
    Instant newest = MIDNIGHT.plus(Duration.ofDays(7)).plus(Duration.ofHours(6));
    hear(MIDNIGHT.plus(Duration.ofHours(7)).plusSeconds(60), 1);
    hear(newest, 1);
    tell();
    clear();
    hear(MIDNIGHT.plus(Duration.ofHours(7)).plusSeconds(120), 3);
    assertThat(windows.leftBehind()).isTrue();
    tell();

    assertThat(hours).extracting(Aggregate::avg).as("wholly within reach").containsExactly(2.0);
    assertThat(days).as("began before reach").isEmpty();

    hear(newest, 1);
    assertThat(windows.leftBehind()).isFalse();
  }

  @Test
  void aReachShorterThanADayTellsNoDay() {
    var rules = new WindowRules(1, Duration.ofMinutes(10), Duration.ofHours(12));
    windows = new SystemWindows(6, rules, store);
    hear(MIDNIGHT.plusSeconds(60), 1);
    assertThat(windows.leftBehind()).isFalse();
    tell();

    assertThat(hours).hasSize(1);
    assertThat(days).isEmpty();
  }

  @Test
  void anotherZoneRedoesTheDaysAndEmptiesTheOldEnds() {
    hear(MIDNIGHT.plusSeconds(60), 1);
    hear(MIDNIGHT.plus(Duration.ofHours(30)), 3);
    tell();
    clear();
    declare("Asia/Kathmandu");
    tell();
    assertThat(days).as("it waits for the next reading").isEmpty();
    hear(MIDNIGHT.plus(Duration.ofHours(31)), 5);
    tell();

    assertThat(hours).extracting(Aggregate::avg).as("as ever").containsExactly(3.0, 5.0);
    assertThat(days)
        .extracting(day -> day.intervalEnd() + " " + day.status() + " " + day.sampleCount())
        .containsExactly(
            "2025-11-11T18:15:00Z SETTLED 1",
            "2025-11-12T00:00:00Z EMPTY 0",
            "2025-11-12T18:15:00Z PROVISIONAL 2",
            "2025-11-13T00:00:00Z EMPTY 0");
    assertThat(days).extracting(Aggregate::revision).containsOnly(new Revision(1, 2, 0));
  }

  @Test
  void aZoneThatComesBackBringsItsDaysBack() {
    hear(MIDNIGHT.plusSeconds(60), 1);
    tell();
    declare("Asia/Kathmandu");
    move();
    tell();
    clear();
    declare("UTC");
    move();
    tell();

    assertThat(days)
        .extracting(day -> day.intervalEnd() + " " + day.status() + " " + day.revision().offset())
        .containsExactly("2025-11-11T18:15:00Z EMPTY 2", "2025-11-12T00:00:00Z PROVISIONAL 2");
  }

  @Test
  void aPointThatWasHeardInAZoneThatACrashForgotIsToldInTheNext() {
    hear(MIDNIGHT.plusSeconds(60), 1);
    declare("Asia/Kathmandu");
    windows.move(offset);
    hear("q", MIDNIGHT.plusSeconds(120), 3);
    // The process ends before it keeps that the zone took effect.
    windows = new SystemWindows(6, RULES, store);
    windows.takenUpAt(offset - 1);
    declare("UTC");
    windows.move(offset - 1);
    windows.keepZone();
    tell();

    assertThat(days)
        .extracting(day -> day.intervalEnd() + " " + day.key().path() + " " + day.avg())
        .containsExactly(
            "2025-11-11T18:15:00Z p null",
            "2025-11-11T18:15:00Z q null",
            "2025-11-12T00:00:00Z p 1.0",
            "2025-11-12T00:00:00Z q 3.0");
  }

  @Test
  void daysThatEndTogetherAndBeginApartAreCorrected() {
    Instant forward = Instant.parse("2025-10-05T00:00:00Z");
    declare("Etc/GMT-11");
    hear(Instant.parse("2025-10-04T13:30:00Z"), 1);
    hear(forward, 3);
    hear(forward.plus(Duration.ofDays(1)), 5);
    tell();
    clear();
    declare("Australia/Sydney");
    move();
    tell();

    assertThat(days)
        .extracting(day -> day.intervalStart() + " " + day.avg() + " " + day.status())
        .containsExactly("2025-10-03T14:00:00Z 1.0 SETTLED", "2025-10-04T14:00:00Z 3.0 CORRECTED");
    assertThat(days).extracting(Aggregate::revision).containsOnly(new Revision(1, 3, 0));
  }

  @Test
  void aZoneOfTheSameClockChangesNothing() {
    hear(MIDNIGHT.plusSeconds(60), 1);
    tell();
    clear();
    declare("Etc/UTC");
    move();
    tell();

    assertThat(days).isEmpty();
  }

  private void declare(String zone) {
    ZoneId id = ZoneId.of(zone);
    store.putZone(store.facts() == null ? Zone.always(id) : store.zone().declare(id, 0));
    windows.declared(store.zone());
  }

  /** Another system's reading was heard. */
  private void move() {
    windows.move(offset++);
    windows.keepZone();
  }

  private void hear(Instant at, double value) {
    windows.move(offset);
    hear("p", at, value);
  }

  private void hear(String point, Instant at, double value) {
    windows.hear(
        reading(
            at,
            Op.PUT,
            List.of(new PointValue(point, Kind.GAUGE, "W", Value.of(value), Quality.GOOD))),
        offset++);
  }

  private void tell() {
    windows.emit(false, row -> {});
    windows.rollUp(false, this::take);
  }

  private void tellSettled() {
    windows.emit(true, row -> {});
    windows.rollUp(true, this::take);
  }

  private void take(Span span, Aggregate row) {
    (span == Span.HOUR ? hours : days).add(row);
  }

  private void clear() {
    hours.clear();
    days.clear();
  }

  private static SystemReading reading(Instant at, Op op, List<PointValue> values) {
    return new SystemReading(6, "test", "s", op, at, null, at, null, null, values);
  }
}
