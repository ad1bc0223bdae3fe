package telemetry.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.RawPosition;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Counts;
import telemetry.recalculation.Scope;
import telemetry.window.WindowRules;

/**
 * Whatever an old decoder made of the bytes, after a replay the readings are what today's makes of
 * them; what was said otherwise than by bytes stays, and so does what came later.
 */
class RawReplayLaws {
  private static final WindowRules RULES =
      new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7));
  private static final List<Integer> SYSTEMS = List.of(1, 2, 3);
  private static final Instant BEGIN = Instant.parse("2025-11-08T00:00:00Z");
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final Scope EVERYTHING =
      new Scope(
          BEGIN.minus(Duration.ofDays(1)), BEGIN.plus(Duration.ofDays(9)), Set.of(), Set.of());
  private static final String BROKEN_OFF = "broken off";

  private MemoryLog log = new MemoryLog(2);
  private MemoryRawLog raw = new MemoryRawLog(2, sent -> List.of());
  private MemoryLedger ledger = new MemoryLedger(BEGIN);
  private MemoryRawLog.Meaning today = sent -> List.of();
  private Instant clock = BEGIN;
  private int breaksAfter = Integer.MAX_VALUE;

  private final PollLog out =
      new PollLog() {
        @Override
        public void send(SystemReading poll) {
          if (breaksAfter-- == 0) {
            throw new IllegalStateException(BROKEN_OFF);
          }
          append(poll);
        }

        @Override
        public void flush() {}
      };

  /** Nothing is measured long after it was appended. */
  private void append(SystemReading poll) {
    log.append(poll, clock.toEpochMilli());
  }

  private static SystemReading poll(
      int system, String source, Instant at, RawPosition place, Integer batch, double number) {
    return new SystemReading(
        system,
        "vendor",
        source,
        Op.PUT,
        at,
        null,
        at,
        place,
        batch,
        List.of(
            new PointValue("energy", Kind.INTERVAL, "Wh", Value.of(number), Quality.GOOD),
            new PointValue("power", Kind.GAUGE, "W", Value.of(number / 2), Quality.GOOD)));
  }

  /** A decoder: which records it loses, how far it is wrong in time, and by how much in value. */
  private static MemoryRawLog.Meaning decoder(long loses, Duration shift, double factor) {
    return sent -> {
      var polls = new ArrayList<SystemReading>();
      var random = new Random(sent.seed());
      double number = random.nextInt(20);
      if (random.nextInt(5) != loses) {
        polls.add(
            poll(sent.system(), "a", sent.at().plus(shift), sent.place(), null, number * factor));
      }
      if (random.nextInt(5) == 0 && loses != 1) {
        polls.add(poll(sent.system(), "b", sent.at(), sent.place(), null, number));
      }
      return polls;
    };
  }

  private static MemoryRawLog.Meaning decoder(Random random) {
    return decoder(
        random.nextInt(7),
        EVERY.multipliedBy(random.nextInt(3) == 0 ? random.nextInt(7) - 3L : 0),
        random.nextBoolean() ? 1 : 1000);
  }

  /** Some days as an old decoder had them; corrections come later than what they correct. */
  private void live(Random random) {
    log = new MemoryLog(2);
    today = decoder(random);
    raw = new MemoryRawLog(2, decoder(random));
    ledger = new MemoryLedger(BEGIN);
    for (int i = 0; i < 120; i++) {
      clock = BEGIN.plus(EVERY.multipliedBy(i + 4));
      int system = SYSTEMS.get(random.nextInt(SYSTEMS.size()));
      Instant at =
          BEGIN.plus(EVERY.multipliedBy(random.nextInt(3) == 0 ? random.nextInt(i + 1) : i));
      switch (random.nextInt(12)) {
        case 0 -> append(poll(system, "a", at, null, null, random.nextInt(20)));
        case 1 -> append(poll(system, "a", at, null, 1 + random.nextInt(3), 7));
        default -> receive(system, at, random.nextLong());
      }
    }
    raw.understand(today);
  }

  private void receive(int system, Instant at, long seed) {
    MemoryRawLog.Sent sent = raw.append(system, at, seed);
    raw.read(
        sent.place().partition(),
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        (offset, decoded) -> {
          if (offset == sent.place().offset()) {
            ((telemetry.vendors.Decoded.Accepted) decoded).polls().forEach(this::append);
          }
        });
  }

  private RawReplay replay(long mostReadings) {
    return new RawReplay(log, raw, system -> ZoneOffset.UTC, RULES, mostReadings);
  }

  private Batch open(Scope scope, Duration chunk) {
    return ledger.open(
        new Batch.Opening(
            Source.RAW.kind(), scope, chunk, "who", "why", "code", 1, replay(1).extents(), null));
  }

  private Batch run(Scope scope, Duration chunk, long mostReadings) {
    Batch batch = open(scope, chunk);
    replay(mostReadings).run(batch, ledger, out, Watcher.NONE);
    return ledger.find(batch.id()).orElseThrow();
  }

  /** What stands, by name. */
  private Map<String, HeardPoll> standing() {
    Map<String, HeardPoll> standing = new TreeMap<>();
    for (int partition = 0; partition < 2; partition++) {
      log.read(
          partition,
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          (reading, offset, appendedAt) ->
              standing.merge(
                  name(reading),
                  HeardPoll.of(reading, offset),
                  (a, b) -> !b.says(a) && b.position().isAfter(a.position()) ? b : a));
    }
    return standing;
  }

  private static String text(SystemReading reading) {
    return reading.values().get(0).value().toString();
  }

  private static String name(SystemReading reading) {
    return reading.systemId() + " " + reading.measuredAt() + " " + reading.source();
  }

  private static Map<String, String> said(Map<String, HeardPoll> standing) {
    var said = new TreeMap<String, String>();
    standing.forEach(
        (name, poll) -> {
          if (poll.stands()) {
            said.put(name, text(poll.reading()));
          }
        });
    return said;
  }

  /** What today's decoder gives, where nobody has said otherwise. */
  private Map<String, String> wanted(Map<String, HeardPoll> before) {
    var wanted = new TreeMap<String, String>();
    var direct = new TreeMap<String, HeardPoll>();
    for (int partition = 0; partition < 2; partition++) {
      log.read(
          partition,
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          (reading, offset, appendedAt) -> {
            HeardPoll poll = HeardPoll.of(reading, offset);
            if (poll.isSaidByItself()) {
              direct.merge(
                  name(reading),
                  poll,
                  (a, b) -> !b.says(a) && b.position().isAfter(a.position()) ? b : a);
            }
          });
    }
    direct.forEach((name, poll) -> wanted.put(name, text(poll.reading())));
    for (List<MemoryRawLog.Sent> partition : raw.partitions) {
      for (MemoryRawLog.Sent sent : partition) {
        for (SystemReading poll : today.of(sent)) {
          wanted.put(name(poll), text(poll));
        }
      }
    }
    before.forEach(
        (name, poll) -> {
          if (poll.isSaidByItself()) {
            wanted.put(name, text(poll.reading()));
          }
        });
    return wanted;
  }

  private List<String> differences(Map<String, String> wanted) {
    Map<String, String> found = said(standing());
    var names = new TreeSet<String>(wanted.keySet());
    names.addAll(found.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(wanted.get(name), found.get(name)))
        .map(name -> name + ": wanted " + wanted.get(name) + ", found " + found.get(name))
        .limit(5)
        .toList();
  }

  @Property(tries = 150)
  void afterItTheReadingsAreWhatTodaysDecoderGives(
      @ForAll long seed,
      @ForAll @IntRange(min = 5, max = 20_000) int chunkMinutes,
      @ForAll @IntRange(min = 1, max = 200) int mostReadings) {
    live(new Random(seed));
    Map<String, HeardPoll> before = standing();
    Map<String, String> wanted = wanted(before);

    Batch batch = run(EVERYTHING, Duration.ofMinutes(chunkMinutes), mostReadings);

    assertThat(differences(wanted)).isEmpty();
    Batch again = run(EVERYTHING, Duration.ofDays(1), 100);
    assertThat(again.counts().written()).isZero();
    assertThat(again.before()).isEqualTo(batch.after()).isEqualTo(again.after());
    Statistics.label("moved").collect(batch.counts().emptied() > 0 && batch.counts().added() > 0);
    undo(batch);
    assertThat(differences(said(before))).isEmpty();
    Batch undone = ledger.find(ledger.newest(9).size()).orElseThrow();
    assertThat(undone.after()).isNotEqualTo(batch.counts().written() > 0 ? undone.before() : null);
    run(EVERYTHING, Duration.ofDays(1), 100);
    assertThat(differences(wanted)).as("once more").isEmpty();
  }

  /** Told to stop after each piece, and to go on. */
  private void undo(Batch target) {
    Batch batch =
        ledger.open(
            new Batch.Opening(
                "undo raw",
                target.opening().scope(),
                target.opening().chunk(),
                "who",
                "why",
                "code",
                1,
                replay(1).extents(),
                target.id()));
    int[] pieces = {0};
    Watcher cancelling =
        new Watcher() {
          @Override
          public void begin(int all, int done) {}

          @Override
          public void piece(Counts counts) {
            pieces[0]++;
            ledger.put(batch.id(), Batch.State.CANCELLING);
          }
        };
    for (int stops = 0; ; stops++) {
      try {
        new PollUndo(batch, target, ledger, log, out).run(cancelling);
        assertThat(stops).isEqualTo(Math.max(0, pieces[0] - 1));
        return;
      } catch (CancelledException e) {
        assertThat(ledger.find(batch.id()).orElseThrow().state()).isEqualTo(Batch.State.CANCELLED);
        ledger.put(batch.id(), Batch.State.RUNNING);
      }
    }
  }

  @Property(tries = 150)
  void ofARangeIsAllThatSpokeOfItOrDoesToday(
      @ForAll long seed, @ForAll @IntRange(min = 5, max = 2000) int chunkMinutes) {
    var random = new Random(seed);
    live(random);
    Map<String, HeardPoll> before = standing();
    Instant after = BEGIN.plus(EVERY.multipliedBy(random.nextInt(80)));
    Instant until = after.plus(EVERY.multipliedBy(1 + random.nextInt(40)));
    Set<Integer> systems = random.nextBoolean() ? Set.of() : Set.of(2);
    var scope = new Scope(after, until, systems, Set.of());
    var concerned = new HashSet<String>();
    Map<String, List<SystemReading>> byRecord = new HashMap<>();
    for (int p = 0; p < 2; p++) {
      log.read(
          p,
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          (reading, offset, at) ->
              byRecord
                  .computeIfAbsent(
                      reading.raw() == null ? name(reading) : reading.raw().toString(),
                      r -> new ArrayList<>())
                  .add(reading));
    }
    raw.partitions.forEach(
        sent ->
            sent.forEach(
                one ->
                    byRecord
                        .computeIfAbsent(one.place().toString(), r -> new ArrayList<>())
                        .addAll(today.of(one))));
    for (List<SystemReading> polls : byRecord.values()) {
      boolean speaks =
          polls.stream()
              .anyMatch(
                  it ->
                      scope.holds(it.systemId())
                          && it.measuredAt().isAfter(after)
                          && !it.measuredAt().isAfter(until));
      if (speaks) {
        polls.forEach(it -> concerned.add(name(it)));
      }
    }
    Map<String, String> wanted = new TreeMap<>(said(before));
    wanted.keySet().removeAll(concerned);
    wanted(before)
        .forEach(
            (name, text) -> {
              if (concerned.contains(name)) {
                wanted.put(name, text);
              }
            });

    run(scope, Duration.ofMinutes(chunkMinutes), 1 + random.nextInt(50));

    assertThat(differences(wanted)).isEmpty();
    assertThat(run(scope, Duration.ofDays(30), 1000).counts().written()).isZero();
  }

  @Property(tries = 150)
  void killedAnywhereWhileNewerKnowledgeComesItIsAsOneUndisturbedPass(@ForAll long seed) {
    var random = new Random(seed);
    live(random);
    Plan plan = replay(50).plan(Task.of(open(EVERYTHING, Duration.ofHours(1))), Watcher.NONE);
    Batch batch = open(EVERYTHING, Duration.ofHours(1 + random.nextInt(20)));
    for (int kill = 0; kill < 10; kill++) {
      breaksAfter = random.nextInt(10);
      Throwable killed = catchThrowable(() -> replay(20).run(batch, ledger, out, Watcher.NONE));
      if (killed != null) {
        assertThat(killed).hasMessage(BROKEN_OFF);
      }
      receive(
          SYSTEMS.get(random.nextInt(3)),
          BEGIN.plus(EVERY.multipliedBy(random.nextInt(120))),
          random.nextLong());
    }
    breaksAfter = Integer.MAX_VALUE;
    Map<String, HeardPoll> before = standing();
    replay(20).run(batch, ledger, out, Watcher.NONE);

    assertThat(differences(wanted(before))).isEmpty();
    Batch recorded = ledger.find(batch.id()).orElseThrow();
    assertThat(recorded.counts()).isEqualTo(plan.counts());
    assertThat(recorded.before()).isEqualTo(plan.before());
    assertThat(recorded.after()).isEqualTo(plan.after());
  }
}
