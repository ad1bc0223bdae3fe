package telemetry.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import telemetry.model.Aggregate;
import telemetry.model.EventType;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.Redefinition;
import telemetry.model.Redefinition.Meaning;
import telemetry.model.Redefinitions;
import telemetry.model.RejectReason;
import telemetry.model.Status;
import telemetry.model.SystemReading;
import telemetry.model.Value;

class RedefinedPointTest {
  private static final Instant AT = Instant.parse("2025-11-11T04:40:00Z");
  private static final Meaning WATT = new Meaning(Kind.GAUGE, "W");
  private static final Meaning METER = new Meaning(Kind.COUNTER, "Wh");

  private final AtomicReference<Redefinitions> stated = new AtomicReference<>(Redefinitions.NONE);
  private final WindowRules rules =
      new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7))
          .with(systemId -> stated.get().of(systemId));
  private final EncodedStore store = new EncodedStore(6);
  private final List<SystemReading> log = new ArrayList<>();
  private final Map<String, Aggregate> told = new TreeMap<>();
  private SystemWindows windows = new SystemWindows(6, rules, store);

  @BeforeEach
  void tenMinutesAreHeardAsPower() {
    for (int minute = 1; minute <= 10; minute++) {
      hear(minute, WATT, 1000 + minute);
    }
  }

  @Test
  void isRefusedUntilItIsRedefinedAndThenAsWhatItWas() {
    assertThat(hear(11, METER, 1011)).isEqualTo(refused("'GAUGE' as before", "'COUNTER'"));

    redefine(Redefinition.NOT_YET);
    assertThat(hear(11, METER, 1011)).isEqualTo(Outcome.Heard.ACCEPTED);
    assertThat(hear(12, WATT, 1012))
        .as("of who has not heard of it")
        .isEqualTo(Outcome.Heard.ACCEPTED);

    redefine(log.size());
    assertThat(hear(13, METER, 1013)).isEqualTo(Outcome.Heard.ACCEPTED);
    assertThat(hear(14, WATT, 1014)).isEqualTo(refused("'COUNTER' as before", "'GAUGE'"));
    assertThat(hear(14, new Meaning(Kind.COUNTER, "kWh"), 1)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void isNeverMixedWithWhatItWas() {
    hear(11, WATT, 1011);
    redefine(log.size());
    hear(12, METER, 5);
    hear(13, METER, 7);

    assertThat(row(15).kind()).isEqualTo(Kind.COUNTER);
    assertThat(row(15).unit()).isEqualTo("Wh");
    assertThat(row(15).sampleCount()).isEqualTo(2);
    assertThat(row(15).delta()).isEqualTo(2);
    assertThat(row(10).avg()).as("what it was stays as it was").isEqualTo(1008);
    assertThat(row(15, "other").sampleCount()).isEqualTo(3);
  }

  @Test
  void isWhatItMeansWhereverItIsSaidAgain() {
    redefine(log.size());
    for (int minute = 1; minute <= 5; minute++) {
      assertThat(hear(minute, METER, 1000 + minute)).isEqualTo(Outcome.Heard.CORRECTED);
    }
    hear(6, null, 0);

    assertThat(row(5).kind()).isEqualTo(Kind.COUNTER);
    assertThat(row(5).delta()).isEqualTo(4);
    assertThat(row(5).sampleCount()).isEqualTo(5);
    assertThat(row(10).kind()).as("what is not said again").isEqualTo(Kind.GAUGE);
    assertThat(row(10).sampleCount()).isEqualTo(4);

    for (int minute = 7; minute <= 10; minute++) {
      hear(minute, METER, 1000 + minute);
    }
    assertThat(row(10).delta()).isEqualTo(5);
    assertThat(row(10).deltaSince()).isEqualTo(AT.plusSeconds(300));
    hear(40, METER, 2000);
    assertThat(row(10).status()).isEqualTo(Status.SETTLED);
  }

  @Test
  void isWhatItMeansInStateThatIsTakenUpAndInAReplay() {
    redefine(log.size());
    for (int minute = 3; minute <= 12; minute++) {
      windows = new SystemWindows(6, rules, store);
      hear(minute, METER, 1000 + minute);
    }
    hear(2, null, 0);
    hear(14, WATT, 1014);

    var history = new History(6, rules, List.of(), ZoneOffset.UTC);
    for (int offset = 0; offset < log.size(); offset++) {
      history.hear(log.get(offset), offset);
    }
    var replayed = new TreeMap<String, String>();
    for (Span span : Span.values()) {
      history.rows(span, 0, Long.MAX_VALUE / 2, row -> replayed.put(name(span, row), says(row)));
    }
    var live = new TreeMap<String, String>();
    told.forEach((name, row) -> live.put(name, says(row)));
    assertThat(replayed).hasSize(10).isEqualTo(live);
  }

  @Test
  void isNotSilentWhileItIsHeardAsWhatItMeans() {
    redefine(log.size());
    for (int minute = 11; minute <= 60; minute++) {
      hear(minute, METER, 1000 + minute);
    }
    var events = new ArrayList<EventType>();
    windows.events(event -> events.add(event.type()));
    windows.quiet(AT.plusSeconds(7200).toEpochMilli(), AT.toEpochMilli());
    assertThat(events).isNotEmpty().doesNotContain(EventType.POINT_SILENT);

    events.clear();
    windows.events(event -> events.add(event.type()));
    assertThat(events)
        .as("the other, and what it means")
        .containsExactly(EventType.POINT_SILENT, EventType.POINT_SILENT);
  }

  private static Outcome refused(String wanted, String found) {
    return new Outcome.Refused(
        new telemetry.model.Rejection(RejectReason.KIND_CHANGED, "p", wanted, found));
  }

  private void redefine(long since) {
    var one = new Redefinition(6, "p", METER, List.of(WATT), since, "me", "it is a meter", AT);
    stated.set(Redefinitions.of(List.of(one)));
  }

  /** A poll without a meaning is void. */
  private Outcome hear(int minute, Meaning meaning, double value) {
    Instant at = AT.plusSeconds(60L * minute);
    List<PointValue> values =
        meaning == null
            ? List.of()
            : List.of(
                new PointValue("other", Kind.GAUGE, "W", Value.of(minute), Quality.GOOD),
                new PointValue("p", meaning.kind(), meaning.unit(), Value.of(value), Quality.GOOD));
    Op op = meaning == null ? Op.VOID : Op.PUT;
    log.add(new SystemReading(6, "test", "a", op, at, null, at, null, null, values));
    Outcome outcome = windows.hear(log.get(log.size() - 1), log.size() - 1);
    windows.emit(false, row -> told.put(name(Span.FIVE_MINUTES, row), row));
    windows.rollUp(false, (span, row) -> told.put(name(span, row), row));
    return outcome;
  }

  private Aggregate row(int minute) {
    return row(minute, "p");
  }

  private Aggregate row(int minute, String path) {
    Aggregate row = told.get(path + " " + Span.FIVE_MINUTES + " " + AT.plusSeconds(60L * minute));
    assertThat(row).isNotNull();
    return row;
  }

  private static String name(Span span, Aggregate row) {
    return row.key().path() + " " + span + " " + row.intervalEnd();
  }

  private static String says(Aggregate row) {
    return "%s in %s: %s %s %s since %s, %d samples, %s"
        .formatted(
            row.kind(),
            row.unit(),
            row.avg(),
            row.last(),
            row.delta(),
            row.deltaSince(),
            row.sampleCount(),
            row.status());
  }
}
