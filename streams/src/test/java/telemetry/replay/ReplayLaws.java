package telemetry.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import telemetry.model.Interval;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.Origin;
import telemetry.model.PointKey;
import telemetry.model.Revision;
import telemetry.model.Status;
import telemetry.model.SystemReading;
import telemetry.recalculation.Batch;
import telemetry.recalculation.RowKey;
import telemetry.recalculation.Scope;
import telemetry.recalculation.Standing;
import telemetry.topics.Partitions;
import telemetry.topics.Topics;
import telemetry.window.Scenario;
import telemetry.window.WindowRules;

/** Whatever was done to the tables, a replay gives what a naive reading of the rules says. */
class ReplayLaws {
  private static final WindowRules RULES =
      new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7));
  private static final List<Integer> SYSTEMS = List.of(1, 2, 3, 4, 5);
  private static final Scope EVERYTHING =
      new Scope(
          Instant.parse("2025-11-01T00:00:00Z"),
          Instant.parse("2025-12-01T00:00:00Z"),
          Set.of(),
          Set.of());

  private MemoryLog log = new MemoryLog(2);
  private MemoryTables tables = new MemoryTables();
  private final Map<Integer, List<SystemReading>> sent = new HashMap<>();
  private Instant now = Instant.EPOCH;
  private MemoryLedger ledger = new MemoryLedger(now);

  private long seed;

  private void live(long seed, int polls) {
    this.seed = seed;
    log = MemoryLog.crowded(2, seed);
    tables = new MemoryTables();
    var random = new Random(seed);
    for (int system : SYSTEMS) {
      List<SystemReading> readings = Scenario.of(system, polls, random.nextLong()).sent();
      sent.put(system, readings);
      readings.forEach(log::append);
      for (SystemReading reading : readings) {
        now = reading.measuredAt().isAfter(now) ? reading.measuredAt() : now;
      }
    }
    now = now.plus(Duration.ofDays(3));
    ledger = new MemoryLedger(now);
  }

  private Replay replay(long mostReadings) {
    return new Replay(log, tables, tables::zone, rules(), mostReadings);
  }

  private Batch open(Scope scope, Duration chunk) {
    return ledger.open(
        new Batch.Opening(
            "replay readings", scope, chunk, "who", "why", "code", 1, replay(1).extents(), null));
  }

  private Batch run(Scope scope, Duration chunk, long mostReadings) {
    Batch batch = open(scope, chunk);
    replay(mostReadings).run(batch, ledger, tables, Watcher.NONE);
    return ledger.find(batch.id()).orElseThrow();
  }

  private WindowRules rules() {
    return RULES.with(Scenario.limits(seed));
  }

  private NaiveTables naive() {
    return new NaiveTables(sent, tables::zone, Scenario.maxPerHour(seed));
  }

  private List<String> differences() {
    return naive().differences(tables);
  }

  @Property(tries = 30)
  void outOfNothingAllIsMade(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 900) int chunkMinutes) {
    live(seed, 40);

    Batch batch = run(EVERYTHING, Duration.ofHours(chunkMinutes), 1 + chunkMinutes);

    assertThat(differences()).isEmpty();
    assertThat(batch.counts().added()).isEqualTo(naive().size());
    Batch again = run(EVERYTHING, Duration.ofDays(7), 10_000);
    assertThat(again.counts().written()).isZero();
    assertThat(again.before()).isEqualTo(batch.after()).isEqualTo(again.after());
  }

  /** Rows of a range are damaged, lost and invented; those outside are as they were. */
  private int damage(Random random, Scope scope) {
    int touched = 0;
    for (Map<RowKey, Standing> table : tables.tables.values()) {
      for (Standing row : List.copyOf(table.values())) {
        if (row.end().isAfter(scope.after())
            && row.start().isBefore(scope.until())
            && scope.holds(row.key())
            && random.nextInt(3) == 0) {
          touched++;
          if (random.nextInt(3) == 0) {
            table.remove(row.name());
          } else {
            table.put(row.name(), damaged(row, random));
          }
        }
      }
    }
    return touched + invent(random, scope);
  }

  private int invent(Random random, Scope scope) {
    int invented = 0;
    var table = tables.table(Topics.AGG_5M);
    for (int i = 0; i < 5; i++) {
      long span = Duration.between(scope.after(), scope.until()).toMinutes() / 5 + 1;
      long first = scope.after().toEpochMilli() / Interval.MILLIS + 1;
      Instant end = Instant.ofEpochMilli((first + random.nextInt((int) span)) * Interval.MILLIS);
      var key = new RowKey(new PointKey(1 + random.nextInt(5), "invented"), end);
      if (!table.containsKey(key) && scope.holds(key.point()) && !end.isAfter(scope.until())) {
        invented++;
        table.put(key, invented(key));
      }
    }
    return invented;
  }

  private static Standing damaged(Standing row, Random random) {
    return new Standing(
        row.key(),
        row.kind(),
        row.unit(),
        row.start(),
        row.end(),
        null,
        null,
        null,
        row.last(),
        row.lastText(),
        random.nextDouble(),
        null,
        row.sampleCount() + 1,
        row.errorCount(),
        row.resetCount(),
        row.quality(),
        Status.CORRECTED,
        row.revision(),
        row.origin());
  }

  private static Standing invented(RowKey key) {
    return new Standing(
        key.point(),
        Kind.GAUGE,
        "",
        key.end().minusSeconds(300),
        key.end(),
        1.0,
        1.0,
        1.0,
        1.0,
        null,
        null,
        null,
        1,
        0,
        0,
        telemetry.model.Quality.GOOD,
        Status.SETTLED,
        new Revision(1, 0, 0),
        Origin.LIVE);
  }

  private Scope part(Random random) {
    List<RowKey> keys = List.copyOf(tables.table(Topics.AGG_5M).keySet());
    Instant a = keys.get(random.nextInt(keys.size())).end();
    Instant b = keys.get(random.nextInt(keys.size())).end();
    Instant after = (a.isBefore(b) ? a : b).minusSeconds(random.nextInt(600));
    Set<Integer> systems =
        random.nextBoolean() ? Set.of() : Set.copyOf(List.of(1 + random.nextInt(5), 2));
    return new Scope(after, (a.isBefore(b) ? b : a).plusSeconds(1), systems, Set.of());
  }

  @Property(tries = 60)
  void whatWasDamagedIsHealedWhateverTheChunkAndTheMemory(
      @ForAll long seed,
      @ForAll @IntRange(min = 5, max = 5000) int chunkMinutes,
      @ForAll @IntRange(min = 1, max = 400) int mostReadings) {
    live(seed, 30);
    run(EVERYTHING, Duration.ofDays(30), 10_000);
    var random = new Random(seed);
    Scope scope = part(random);
    int touched = damage(random, scope);

    Plan plan =
        replay(mostReadings)
            .plan(Task.of(open(scope, Duration.ofMinutes(chunkMinutes))), Watcher.NONE);
    assertThat(plan.counts().written()).isEqualTo(touched);
    Batch batch = run(scope, Duration.ofMinutes(chunkMinutes), mostReadings);

    assertThat(differences()).isEmpty();
    assertThat(batch.counts()).isEqualTo(plan.counts());
    assertThat(batch.before()).isEqualTo(plan.before());
    assertThat(batch.after()).isEqualTo(plan.after());
    assertThat(run(scope, Duration.ofDays(1), 100).counts().written()).isZero();
  }

  @Property(tries = 60)
  void killedAnywhereAndResumedItIsAsOneUndisturbedPass(@ForAll long seed) {
    live(seed, 30);
    run(EVERYTHING, Duration.ofDays(30), 10_000);
    var random = new Random(seed);
    Scope scope = part(random);
    damage(random, scope);
    Plan plan = replay(100).plan(Task.of(open(scope, Duration.ofHours(1))), Watcher.NONE);

    Batch batch = open(scope, Duration.ofHours(1 + random.nextInt(20)));
    for (int kills = 0; kills < 10; kills++) {
      tables.breakAfter(random.nextInt(20));
      Throwable killed = catchThrowable(() -> replay(100).run(batch, ledger, tables, Watcher.NONE));
      if (killed != null) {
        assertThat(killed).hasMessage(MemoryTables.BROKEN_OFF);
      }
    }
    tables.breakAfter(Integer.MAX_VALUE);
    replay(100).run(batch, ledger, tables, Watcher.NONE);

    assertThat(differences()).isEmpty();
    Batch recorded = ledger.find(batch.id()).orElseThrow();
    assertThat(recorded.state()).isEqualTo(Batch.State.DONE);
    assertThat(recorded.counts()).isEqualTo(plan.counts());
    assertThat(recorded.before()).isEqualTo(plan.before());
    assertThat(recorded.after()).isEqualTo(plan.after());
  }

  /** The base of a window far after the range may lie in it, and a dropout end in it. */
  @Property(tries = 100)
  void whatCameLateIsBroughtHomeWithAllThatDependsOnIt(
      @ForAll long seed, @ForAll @IntRange(min = 5, max = 5000) int chunkMinutes) {
    var random = new Random(seed);
    List<SystemReading> readings = Scenario.of(1, 40, seed).sent();
    List<Instant> instants =
        readings.stream().map(SystemReading::measuredAt).distinct().sorted().toList();
    int from = random.nextInt(instants.size() - 1);
    int to = Math.min(instants.size() - 1, from + random.nextInt(6));
    Set<Instant> late = Set.copyOf(instants.subList(from, to + 1));
    log = new MemoryLog(1);
    tables = new MemoryTables();
    now = instants.get(instants.size() - 1).plus(Duration.ofDays(3));
    ledger = new MemoryLedger(now);
    readings.stream().filter(it -> !late.contains(it.measuredAt())).forEach(log::append);
    run(EVERYTHING, Duration.ofDays(30), 10_000);

    readings.stream()
        .filter(it -> late.contains(it.measuredAt()))
        .forEach(it -> log.append(it, now.toEpochMilli() - Duration.ofMinutes(30).toMillis()));
    sent.clear();
    sent.put(1, readings);
    long first = Interval.endOf(instants.get(from).toEpochMilli()) - Interval.MILLIS;
    Instant last = Instant.ofEpochMilli(Interval.endOf(instants.get(to).toEpochMilli()));
    var scope = new Scope(Instant.ofEpochMilli(first), last, Set.of(), Set.of());
    run(scope, Duration.ofMinutes(chunkMinutes), 1);

    assertThat(differences()).isEmpty();
  }

  /** Every day is cut anew in another zone; no window is touched. */
  @Property(tries = 30)
  void rollUpsAloneAreCutAnewAfterAChangeOfZone(
      @ForAll long seed, @ForAll @IntRange(min = 60, max = 5000) int chunkMinutes) {
    live(seed, 30);
    run(EVERYTHING, Duration.ofDays(30), 10_000);
    Map<RowKey, Standing> windows = Map.copyOf(tables.table(Topics.AGG_5M));
    IntFunction<ZoneId> moved = system -> tables.zone(system + 1);

    Batch batch = rollUps(moved, Duration.ofMinutes(chunkMinutes));

    assertThat(new NaiveTables(sent, moved, Scenario.maxPerHour(seed)).differences(tables))
        .isEmpty();
    assertThat(tables.table(Topics.AGG_5M)).isEqualTo(windows);
    assertThat(batch.counts().emptied()).isPositive();
    assertThat(rollUps(moved, Duration.ofDays(1)).counts().written()).isZero();
    rollUps(tables::zone, Duration.ofDays(1));
    assertThat(differences()).as("and back").isEmpty();
  }

  private Batch rollUps(IntFunction<ZoneId> zones, Duration chunk) {
    Batch batch =
        ledger.open(
            new Batch.Opening(
                Source.ROLL_UPS.kind(),
                EVERYTHING,
                chunk,
                "who",
                "why",
                "code",
                1,
                replay(1).extents(),
                null));
    new Replay(log, tables, zones, rules(), 100).run(batch, ledger, tables, Watcher.NONE);
    return ledger.find(batch.id()).orElseThrow();
  }

  /** The replay's revision is that of the log when it began; the drain's is newer. */
  @Property(tries = 60)
  void whatComesLateWhileItsRangeIsReplayedIsNotLost(@ForAll long seed) {
    live(seed, 30);
    run(EVERYTHING, Duration.ofDays(30), 10_000);
    var random = new Random(seed);
    damage(random, EVERYTHING);
    Batch batch = open(EVERYTHING, Duration.ofHours(1 + random.nextInt(20)));
    tables.breakAfter(random.nextInt(30));
    Throwable killed = catchThrowable(() -> replay(100).run(batch, ledger, tables, Watcher.NONE));
    tables.breakAfter(Integer.MAX_VALUE);

    int system = SYSTEMS.get(random.nextInt(SYSTEMS.size()));
    List<SystemReading> heard = new ArrayList<>(sent.get(system));
    List<SystemReading> late =
        Scenario.of(system, 5, seed + 1).sent().stream()
            .filter(it -> it.op() == Op.PUT)
            .limit(3)
            .toList();
    var windows = new LateWindows();
    late.forEach(
        it -> windows.take(it, log.append(it, now.minus(Duration.ofHours(1)).toEpochMilli())));
    heard.addAll(late);
    sent.put(system, heard);
    new Drain(log, rules(), tables::zone, 100)
        .run(Partitions.ofSystem(system, log.partitions()), windows, now, tables);
    if (killed != null) {
      replay(100).run(batch, ledger, tables, Watcher.NONE);
    }

    assertThat(differences()).isEmpty();
  }
}
