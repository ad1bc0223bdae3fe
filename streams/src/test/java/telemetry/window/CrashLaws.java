package telemetry.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import telemetry.model.Aggregate;
import telemetry.model.Event;
import telemetry.model.EventType;
import telemetry.model.PointKey;
import telemetry.model.Revision;
import telemetry.model.SystemReading;

/**
 * Without transactions a crash loses the last writes of the state and the last rows, each by itself
 * and nothing that a commit has flushed; the log is read again from the last commit.
 */
class CrashLaws {
  private static final Duration SETTLE = Duration.ofMinutes(10);
  private static final WindowRules RULES = new WindowRules(1, SETTLE, Duration.ofDays(7));

  /** In the first two of them days end together, where clocks have just moved. */
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Australia/Sydney"),
          ZoneId.of("Etc/GMT-11"),
          ZoneId.of("Asia/Kathmandu"),
          ZoneOffset.UTC);

  @Property(tries = 2000)
  void noCrashChangesTheAnswer(@ForAll long seed) {
    noCrashChangesTheAnswer(Scenario.of(seed), seed);
  }

  @Property(tries = 2000)
  void norWhereLittleWasHeard(@ForAll long seed) {
    noCrashChangesTheAnswer(Scenario.of(6, 2, seed), seed);
  }

  private static void noCrashChangesTheAnswer(Scenario life, long seed) {
    var random = new Random(seed);
    Map<String, Double> limits = Scenario.maxPerHour(seed);
    var worker = new Worker(RULES.with(Scenario.limits(seed)), random);
    worker.work(life.permuted(random));

    Standing standing = worker.standing();
    assertThat(standing.written(Span.FIVE_MINUTES)).isEqualTo(naive(life, seed));
    assertThat(standing.written(Span.HOUR))
        .isEqualTo(String.join("\n", NaiveRollUps.hours(life.sent(), limits)));
    assertThat(standing.written(Span.DAY))
        .isEqualTo(String.join("\n", NaiveRollUps.days(life.sent(), worker.zone(), limits)));
    worker.equalRevisionsMeanEqualRows();
  }

  @Property(tries = 2000)
  void noCrashLosesAnEventOrMakesOneUp(@ForAll long seed) {
    Scenario life = Scenario.of(seed);
    var random = new Random(seed);
    List<SystemReading> readings = life.permuted(random);
    WindowRules rules = RULES.with(Scenario.limits(seed));
    var undisturbed = new SystemWindows(6, rules, new EncodedStore(6));
    var expected = new TreeSet<String>();
    for (int offset = 0; offset < readings.size(); offset++) {
      undisturbed.hear(readings.get(offset), offset);
      undisturbed.events(event -> add(expected, event));
    }
    for (String type : List.of("COUNTER_RESET", "COUNTER_REBASED")) {
      Statistics.label(type)
          .collect(expected.toString().contains(type))
          .coverage(share -> share.check(true).percentage(p -> p >= 5));
    }

    var worker = new Worker(rules, random);
    worker.work(readings);

    var found = new TreeSet<String>();
    worker.events.forEach(event -> add(found, event));
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Silence is left out: what is usual is learned, and a crash forgets a little of that. */
  private static void add(Set<String> events, Event event) {
    if (event.type() == EventType.POINT_CREATED
        || event.type() == EventType.COUNTER_RESET
        || event.type() == EventType.COUNTER_REBASED) {
      events.add(event.type() + " " + event.point() + " " + event.at());
    }
  }

  @Property(tries = 2000)
  void norWhileThePastIsForgotten(@ForAll long seed) {
    Scenario life = Scenario.of(seed);

    WindowRules rules = RULES.with(new Reach(Duration.ofHours(1), Map.of()));
    var worker = new Worker(rules.with(Scenario.limits(seed)), new Random(seed));
    worker.work(life.sent());

    assertThat(worker.standing().written(Span.FIVE_MINUTES)).isEqualTo(naive(life, seed));
    worker.equalRevisionsMeanEqualRows();
  }

  private static String naive(Scenario life, long seed) {
    return String.join(
        "\n", new TreeSet<>(NaiveWindows.rows(life.sent(), Scenario.maxPerHour(seed))));
  }

  private record Told(Span span, Aggregate row) {}

  private record Name(Span span, PointKey point, Instant end, Revision revision) {}

  /** One task that is killed and taken up again, as the processor of windows does it. */
  private static final class Worker implements Delivery {
    private final WindowRules rules;
    private final Random random;
    private LosingStore store = new LosingStore(6);
    private SystemWindows windows;
    private final List<Told> rows = new ArrayList<>();
    private final List<ZoneId> zones = new ArrayList<>();
    private int committedZones;
    private final List<Event> events = new ArrayList<>();
    private long position = -1;
    private long flushes;
    private int committed;
    private int flushedWrites;
    private int flushedRows;
    private int flushedEvents;

    Worker(WindowRules rules, Random random) {
      this.rules = rules;
      this.random = random;
      takeUp();
    }

    @Override
    public long moment() {
      return flushes;
    }

    @Override
    public boolean isSure(long moment) {
      return flushes > moment;
    }

    void work(List<SystemReading> readings) {
      for (int offset = 0; offset < readings.size(); offset++) {
        if (random.nextInt(10) == 0) {
          zones.add(ZONES.get(random.nextInt(ZONES.size())));
          declare(zone());
        }
        SystemReading reading = readings.get(offset);
        at(offset, at -> windows.hear(reading, at));
        if (random.nextInt(3) == 0) {
          emit(random.nextBoolean());
        }
        if (random.nextInt(5) == 0) {
          commit(offset + 1);
        }
        if (random.nextInt(8) == 0) {
          crash();
          offset = committed - 1;
          if (random.nextInt(2) == 0) {
            emit(random.nextBoolean());
          }
        }
      }
      // Another system's, so that the last zone takes effect.
      at(readings.size(), at -> Outcome.Heard.REPEATED);
      // What waits is told, then it is surely told, then nothing is left.
      for (int tick = 0; tick < 3; tick++) {
        emit(false);
        windows.rollUp(false, this::tell);
        commit(readings.size() + 1);
      }
      assertThat(windows.hasUntold()).as("untold at the end").isFalse();
      assertThat(windows.hasUntoldRollUps()).as("untold at the end").isFalse();
    }

    private void at(int offset, IntFunction<Outcome> hear) {
      boolean moves = store.zone().movesAt(offset);
      if (moves) {
        windows.move(offset);
      }
      Outcome outcome = hear.apply(offset);
      position = Math.max(position, offset);
      if (outcome != Outcome.Heard.ACCEPTED && outcome != Outcome.Heard.CORRECTED) {
        store.savePosition(position);
      }
      if (random.nextInt(4) == 0) {
        emit(true);
      }
      if (moves) {
        windows.keepZone();
      }
    }

    ZoneId zone() {
      return zones.isEmpty() ? ZoneOffset.UTC : zones.get(zones.size() - 1);
    }

    private void declare(ZoneId zone) {
      store.putZone(
          store.facts() == null ? Zone.always(zone) : store.zone().declare(zone, position + 1));
      windows.declared(store.zone());
    }

    private void tell(Span span, Aggregate row) {
      rows.add(new Told(span, row));
    }

    private void emit(boolean settledOnly) {
      store.savePosition(position);
      windows.emit(settledOnly, row -> tell(Span.FIVE_MINUTES, row));
      if (random.nextBoolean()) {
        windows.rollUp(settledOnly, this::tell);
      }
      windows.events(events::add);
    }

    private void commit(int next) {
      secure();
      committed = next;
      committedZones = zones.size();
    }

    @Override
    public void secure() {
      flushes++;
      flushedWrites = store.writes();
      flushedRows = rows.size();
      flushedEvents = events.size();
    }

    private void crash() {
      store = store.after(flushedWrites + random.nextInt(store.writes() - flushedWrites + 1));
      lose(rows, flushedRows);
      lose(events, flushedEvents);
      // What survived is in the log; what comes now comes after it.
      flushedWrites = store.writes();
      flushedRows = rows.size();
      flushedEvents = events.size();
      takeUp();
      zones.subList(committedZones, zones.size()).forEach(this::declare);
    }

    private void lose(List<?> sent, int flushed) {
      int kept = flushed + random.nextInt(sent.size() - flushed + 1);
      sent.subList(kept, sent.size()).clear();
    }

    private void takeUp() {
      windows = new SystemWindows(6, rules, store, this);
      position = Math.max(store.position(), windows.newestPollOffset());
      windows.takenUpAt(position);
    }

    Standing standing() {
      var standing = new Standing();
      rows.forEach(told -> standing.take(told.span(), told.row()));
      return standing;
    }

    void equalRevisionsMeanEqualRows() {
      Map<Name, Aggregate> said = new HashMap<>();
      for (Told told : rows) {
        Aggregate row = told.row();
        Aggregate former =
            said.put(new Name(told.span(), row.key(), row.intervalEnd(), row.revision()), row);
        if (former != null) {
          assertThat(NaiveWindows.written(row)).isEqualTo(NaiveWindows.written(former));
          assertThat(row.intervalStart()).isEqualTo(former.intervalStart());
        }
      }
    }
  }
}
