package telemetry.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.SystemReading;
import telemetry.recalculation.Standing;
import telemetry.topics.Topic;
import telemetry.topics.Topics;
import telemetry.window.Facts;
import telemetry.window.MemoryStore;
import telemetry.window.NaiveWindows;
import telemetry.window.Outcome;
import telemetry.window.Scenario;
import telemetry.window.Span;
import telemetry.window.SystemWindows;
import telemetry.window.WindowRules;

/**
 * Whatever the live windows turn away as late, they and the drain together tell what a naive
 * reading of the rules says, whenever either of them tells.
 */
class DrainLaws {
  private static final int SYSTEM = 3;
  private static final Map<Span, Topic<Aggregate>> TOPICS =
      Map.of(Span.FIVE_MINUTES, Topics.AGG_5M, Span.HOUR, Topics.AGG_1H, Span.DAY, Topics.AGG_1D);

  @Property(tries = 60)
  void liveAndLateTogetherTellEverything(@ForAll long seed) {
    var random = new Random(seed);
    var rules =
        new WindowRules(
            1, Duration.ofMinutes(10), Duration.ofHours(26)); // The least that can tell whole days.
    List<SystemReading> sent = delayed(Scenario.of(SYSTEM, 250, seed).sent(), random);
    boolean weeks = random.nextBoolean();
    if (weeks) {
      sent = overWeeks(sent, random);
    }
    var log = MemoryLog.crowded(1, seed);
    var tables = new MemoryTables();
    var live = new SystemWindows(SYSTEM, rules, new MemoryStore());
    var drain = new Drain(log, rules, tables::zone, 10);
    var waiting = new ArrayList<SystemReading>();
    int late = 0;
    for (SystemReading reading : sent) {
      long offset = log.append(reading);
      Outcome outcome = live.hear(reading, offset);
      if (outcome == Outcome.Heard.LATE || live.leftBehind()) {
        late++;
        waiting.add(reading);
      }
      if (random.nextInt(3) == 0) {
        tell(live, random.nextBoolean(), tables);
      }
      if (random.nextInt(4) == 0) {
        if (isToldOf(drain, waiting, Instant.EPOCH, tables, random)) {
          waiting.clear();
        }
      }
    }
    Instant end = sent.get(sent.size() - 1).measuredAt().plus(Duration.ofDays(30));
    live.idle(end.toEpochMilli());
    tell(live, false, tables);
    assertThat(isToldOf(drain, waiting, end, tables, random)).isTrue();
    Statistics.label("late")
        .collect(late > 3)
        .coverage(share -> share.check(true).percentage(percent -> percent > 50));

    var naive = new NaiveTables(Map.of(SYSTEM, sent), tables::zone);
    assertThat(naive.differences(tables)).isEmpty();
  }

  /** What lies between the places that speak of a system is not read: nobody can tell. */
  @Property(tries = 40)
  void inACrowdedLogEveryRowAndItsStatusAreTheSame(@ForAll long seed) {
    var random = new Random(seed);
    var rules = new WindowRules(1, Duration.ofMinutes(10), Duration.ofHours(26));
    List<SystemReading> sent =
        overWeeks(delayed(Scenario.of(SYSTEM, 120, seed).sent(), random), random);
    if (random.nextBoolean()) {
      sent = sent.stream().flatMap(DrainLaws::withoutCounters).toList();
    }

    assertThat(told(sent, new MemoryLog(1, 20_000), rules, 10))
        .isEqualTo(told(sent, new MemoryLog(1), rules, Long.MAX_VALUE));
  }

  /** Counters look far ahead by themselves. */
  private static Stream<SystemReading> withoutCounters(SystemReading poll) {
    List<PointValue> values =
        poll.values().stream().filter(value -> value.kind() != Kind.COUNTER).toList();
    boolean none = values.isEmpty() && poll.op() == Op.PUT;
    return none ? Stream.empty() : Stream.of(with(poll, poll.measuredAt(), values));
  }

  private static SystemReading with(SystemReading poll, Instant at, List<PointValue> values) {
    Instant start = poll.intervalStart();
    return new SystemReading(
        poll.systemId(),
        poll.vendor(),
        poll.source(),
        poll.op(),
        at,
        start == null ? null : start.plus(Duration.between(poll.measuredAt(), at)),
        poll.receivedAt(),
        poll.raw(),
        poll.batch(),
        values);
  }

  private static Map<String, String> told(
      List<SystemReading> sent, MemoryLog log, WindowRules rules, long mostReadings) {
    var late = new LateWindows();
    sent.forEach(reading -> late.take(reading, log.append(reading)));
    Instant end = sent.get(sent.size() - 1).measuredAt().plusSeconds(60);
    Map<String, String> rows = new TreeMap<>();
    RowLog out =
        new RowLog() {
          @Override
          public void send(Topic<Aggregate> topic, Aggregate row) {
            rows.put(
                topic.name() + row.key() + row.intervalEnd(),
                row.status() + " " + NaiveWindows.written(row));
          }

          @Override
          public void flush() {}
        };
    new Drain(log, rules, id -> ZoneOffset.UTC, mostReadings).run(0, late, end, out);
    return rows;
  }

  /**
   * The log has lost its beginning, and the state was forgotten: each row says what it must of the
   * log up to its revision, and none is overtaken by a reading that was not left behind.
   */
  @Property(tries = 60)
  void whoHearsTheEndOfTheLogAloneTellsNothingPoorer(@ForAll long seed) {
    var random = new Random(seed);
    var rules = new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(400));
    List<SystemReading> sent = delayed(Scenario.of(SYSTEM, 250, seed).sent(), random);
    int lost = 1 + random.nextInt(sent.size() / 2);
    Instant floor =
        sent.subList(0, lost).stream()
            .map(SystemReading::measuredAt)
            .max(Instant::compareTo)
            .orElseThrow();
    var store = new MemoryStore();
    store.putFacts(Facts.since(floor.toEpochMilli()));
    var tables = new MemoryTables();
    var live = new SystemWindows(SYSTEM, rules, store);
    long left = -1;
    for (int offset = lost; offset < sent.size(); offset++) {
      live.hear(sent.get(offset), offset);
      left = live.leftBehind() ? offset : left;
      if (random.nextInt(3) == 0) {
        tell(live, random.nextBoolean(), tables);
      }
    }
    live.idle(sent.get(sent.size() - 1).measuredAt().plus(Duration.ofDays(30)).toEpochMilli());
    tell(live, false, tables);

    var naive = new NaiveTables(Map.of(SYSTEM, sent), tables::zone);
    int overtaken = 0;
    for (Topic<Aggregate> topic : TOPICS.values()) {
      for (Standing row : tables.table(topic).values()) {
        if (!naive.agrees(topic, row)) {
          overtaken++;
          int until = (int) row.revision().offset() + 1;
          assertThat(left).as("left behind after %s", row).isGreaterThanOrEqualTo(until);
          assertThat(
                  new NaiveTables(Map.of(SYSTEM, sent.subList(0, until)), tables::zone)
                      .agrees(topic, row))
              .as("true of the log up to it: %s", row)
              .isTrue();
        }
      }
    }
    Statistics.label("rows").collect(tables.table(Topics.AGG_5M).isEmpty() ? "none" : "some");
    Statistics.label("overtaken").collect(overtaken > 0 ? "some" : "none");
  }

  /** In pieces of any size. */
  private static boolean isToldOf(
      Drain drain, List<SystemReading> waiting, Instant now, MemoryTables tables, Random random) {
    boolean all = true;
    for (int begin = 0; begin < waiting.size(); ) {
      int end = begin + 1 + random.nextInt(waiting.size() - begin);
      var piece = new LateWindows();
      for (int place = begin; place < end; place++) {
        piece.take(waiting.get(place), place);
      }
      all &= drain.run(0, piece, now, tables).open().isEmpty();
      begin = end;
    }
    return all;
  }

  /** The same life with holidays of one to four weeks, each known wholly or not at all. */
  private static List<SystemReading> overWeeks(List<SystemReading> sent, Random random) {
    Map<Instant, Duration> holidays = new HashMap<>();
    for (int i = 0; i < 4; i++) {
      holidays.put(
          sent.get(random.nextInt(sent.size())).measuredAt(),
          Duration.ofDays(7 + random.nextInt(21)));
    }
    return sent.stream()
        .map(
            reading -> {
              Duration later =
                  holidays.entrySet().stream()
                      .filter(holiday -> holiday.getKey().isBefore(reading.measuredAt()))
                      .map(Map.Entry::getValue)
                      .reduce(Duration.ZERO, Duration::plus);
              return with(reading, reading.measuredAt().plus(later), reading.values());
            })
        .toList();
  }

  private static void tell(SystemWindows live, boolean settledOnly, MemoryTables tables) {
    live.emit(settledOnly, row -> tables.send(Topics.AGG_5M, row));
    live.rollUp(settledOnly, (span, row) -> tables.send(TOPICS.get(span), row));
  }

  /** Some of what was sent for one instant arrives much later, in its order. */
  private static List<SystemReading> delayed(List<SystemReading> sent, Random random) {
    var now = new ArrayList<SystemReading>();
    var later = new ArrayList<SystemReading>();
    for (SystemReading reading : sent) {
      boolean delayed =
          later.stream().anyMatch(one -> one.measuredAt().equals(reading.measuredAt()))
              || random.nextInt(6) == 0;
      if (delayed) {
        later.add(reading);
      } else {
        now.add(reading);
      }
      if (!later.isEmpty() && random.nextInt(120) == 0) {
        now.addAll(later);
        later.clear();
      }
    }
    now.addAll(later);
    return now;
  }
}
