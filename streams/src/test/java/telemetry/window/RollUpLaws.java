package telemetry.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.StatisticsReport;
import telemetry.model.Aggregate;
import telemetry.model.PointKey;
import telemetry.model.Status;
import telemetry.model.SystemReading;

/** An hour and a day are a pure function of their 5-minute rows, and so of the set of readings. */
class RollUpLaws {
  private static final WindowRules RULES =
      new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7));

  /** Whole hours, halves and quarters; clocks that move by an hour and by half of one. */
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("Australia/Sydney"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("Asia/Kathmandu"),
          ZoneId.of("America/New_York"),
          // As Sydney before its clocks move: days that end together and begin apart.
          ZoneId.of("Etc/GMT-11"));

  /** About when clocks are moved somewhere. */
  private static final List<Instant> TIMES =
      List.of(
          Instant.parse("2025-10-04T10:00:00Z"),
          Instant.parse("2025-04-05T09:00:00Z"),
          Instant.parse("2025-11-02T00:00:00Z"),
          Instant.parse("2025-07-01T12:00:00Z"));

  @Property(tries = 2000)
  @StatisticsReport(onFailureOnly = true)
  void rollUpsAreThoseOfThePlainestReading(@ForAll long seed) {
    var random = new Random(seed);
    List<SystemReading> sent = moved(Scenario.of(seed).sent(), random);
    ZoneId zone = any(ZONES, random);
    Shares.require(
        List.of("several-hours", "several-days", "day-of-another-length"), features(sent, zone));

    var heard = new Heard(random);
    heard.declare(zone);
    sent.forEach(heard::hear);

    assertThat(heard.written()).isEqualTo(naive(sent, zone));
  }

  @Property(tries = 2000)
  void orderRepeatsRestartsAndZonesThatComeLateDoNotChangeTheAnswer(@ForAll long seed) {
    var random = new Random(seed);
    Scenario life = Scenario.of(seed);
    List<SystemReading> sent = moved(life.sent(), random);
    List<SystemReading> permuted = new Scenario(sent, life.features()).permuted(random);
    var heard = new Heard(random);
    for (SystemReading reading : permuted) {
      if (random.nextInt(10) == 0) {
        heard.declare(any(ZONES, random));
      }
      heard.hear(reading);
    }
    ZoneId zone = any(ZONES, random);
    heard.declare(zone);

    assertThat(heard.written()).isEqualTo(naive(sent, zone));
  }

  private static <T> T any(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  /** The same life at another time. */
  private static List<SystemReading> moved(List<SystemReading> sent, Random random) {
    Duration by =
        Duration.between(sent.get(0).measuredAt(), any(TIMES, random))
            .plusMinutes(random.nextInt(36 * 60));
    long grid = Duration.ofMinutes(5).toMillis();
    Duration whole = Duration.ofMillis(Math.floorDiv(by.toMillis(), grid) * grid);
    var moved = new ArrayList<SystemReading>();
    for (SystemReading it : sent) {
      Instant start = it.intervalStart();
      moved.add(
          new SystemReading(
              it.systemId(),
              it.vendor(),
              it.source(),
              it.op(),
              it.measuredAt().plus(whole),
              start == null ? null : start.plus(whole),
              it.receivedAt().plus(whole),
              it.raw(),
              it.batch(),
              it.values()));
    }
    return moved;
  }

  private static Set<String> features(List<SystemReading> sent, ZoneId zone) {
    var features = new TreeSet<String>();
    var ends = new TreeSet<LocalDate>();
    sent.forEach(it -> ends.add(it.measuredAt().minusMillis(1).atZone(zone).toLocalDate()));
    if (ends.size() > 1) {
      features.add("several-days");
    }
    Duration span = Duration.between(sent.get(0).measuredAt(), newest(sent));
    assertThat(span).as("within reach, with its day").isLessThan(Duration.ofDays(5));
    if (span.compareTo(Duration.ofHours(3)) > 0) {
      features.add("several-hours");
    }
    for (LocalDate date : ends) {
      ZonedDateTime start = date.atStartOfDay(zone);
      if (!start.plusDays(1).toInstant().equals(start.toInstant().plus(Duration.ofHours(24)))) {
        features.add("day-of-another-length");
      }
    }
    return features;
  }

  private static Instant newest(List<SystemReading> sent) {
    return sent.stream().map(SystemReading::measuredAt).max(Instant::compareTo).orElseThrow();
  }

  private static String naive(List<SystemReading> sent, ZoneId zone) {
    var rows = new TreeSet<String>();
    NaiveRollUps.hours(sent).forEach(row -> rows.add(Span.HOUR + " " + row));
    NaiveRollUps.days(sent, zone).forEach(row -> rows.add(Span.DAY + " " + row));
    return String.join("\n", rows);
  }

  /** A system that tells and restarts at random moments, and a consumer of what it tells. */
  private static final class Heard {
    private final Random random;
    private final EncodedStore store = new EncodedStore(6);

    private record Name(Span span, PointKey point, Instant end) {}

    private final Map<Name, Aggregate> rows = new HashMap<>();
    private SystemWindows windows = new SystemWindows(6, RULES, store);
    private int offset;

    Heard(Random random) {
      this.random = random;
    }

    void declare(ZoneId zone) {
      store.putZone(store.facts() == null ? Zone.always(zone) : store.zone().declare(zone, 0));
      windows.declared(store.zone());
    }

    void hear(SystemReading reading) {
      windows.move(offset);
      windows.hear(reading, offset++);
      windows.keepZone();
      assertThat(windows.leftBehind()).isFalse();
      if (random.nextInt(4) == 0) {
        windows.emit(random.nextBoolean(), row -> {});
      }
      if (random.nextInt(4) == 0) {
        windows.rollUp(random.nextBoolean(), this::take);
      }
      if (random.nextInt(8) == 0) {
        windows = new SystemWindows(6, RULES, store);
      }
    }

    /** What stands at the end, after some reading that is not the system's. */
    String written() {
      windows.move(offset++);
      windows.rollUp(false, this::take);
      var written = new TreeSet<String>();
      rows.forEach(
          (name, row) -> {
            if (row.status() != Status.EMPTY) {
              written.add(name.span() + " " + NaiveWindows.written(row));
            }
          });
      return String.join("\n", written);
    }

    private void take(Span span, Aggregate row) {
      rows.merge(new Name(span, row.key(), row.intervalEnd()), row, Heard::newer);
    }

    private static Aggregate newer(Aggregate a, Aggregate b) {
      int newer = b.revision().compareTo(a.revision());
      assertThat(newer).as("knowledge only grows").isGreaterThanOrEqualTo(0);
      if (newer == 0) {
        assertThat(NaiveWindows.written(b) + b.intervalStart())
            .as("equal revisions hold equal rows")
            .isEqualTo(NaiveWindows.written(a) + a.intervalStart());
      }
      return newer > 0 || b.status().compareTo(a.status()) >= 0 ? b : a;
    }
  }
}
