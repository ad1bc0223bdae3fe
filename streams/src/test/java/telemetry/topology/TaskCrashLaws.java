package telemetry.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import telemetry.model.Aggregate;
import telemetry.model.PointKey;
import telemetry.model.Revision;
import telemetry.model.SystemReading;
import telemetry.registry.SchemaRegistries;
import telemetry.registry.SchemaRegistry;
import telemetry.window.NaiveRollUps;
import telemetry.window.NaiveWindows;
import telemetry.window.Scenario;
import telemetry.window.Span;
import telemetry.window.WindowRules;

/**
 * Without transactions a whole task is killed at any moment: it loses the last writes of its state
 * and the last rows of each topic, nothing that was flushed, and reads the log again from its last
 * commit.
 */
class TaskCrashLaws {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistries.connect(Map.of("schema.registry.url", "mock://crashes"));
  private static final int OTHER = 99;
  private static final List<Integer> SYSTEMS = List.of(6, 7, 8);
  private static final List<String> ZONES =
      List.of("Australia/Sydney", "Etc/GMT-11", "Asia/Kathmandu", "UTC");

  @Property(tries = 1000)
  void noCrashOfATaskChangesTheAnswer(@ForAll long seed) {
    var random = new Random(seed);
    Map<Integer, List<SystemReading>> sent = new TreeMap<>();
    for (int system : SYSTEMS) {
      Scenario life = Scenario.of(system, 2 + random.nextInt(12), random.nextLong());
      sent.put(system, life.permuted(random));
    }
    var worker = new Worker(random);
    worker.work(interleaved(sent, random));

    worker.equalRevisionsMeanEqualRows();
    assertThat(worker.standing(Span.FIVE_MINUTES))
        .isEqualTo(naive(sent, (system, readings) -> NaiveWindows.rows(readings)));
    assertThat(worker.standing(Span.HOUR))
        .isEqualTo(naive(sent, (system, readings) -> NaiveRollUps.hours(readings)));
    assertThat(worker.standing(Span.DAY))
        .isEqualTo(
            naive(
                sent,
                (system, readings) -> NaiveRollUps.days(readings, ZoneId.of(worker.zone(system)))));
  }

  private static String naive(
      Map<Integer, List<SystemReading>> sent,
      BiFunction<Integer, List<SystemReading>, List<String>> rows) {
    var wanted = new TreeSet<String>();
    sent.forEach(
        (system, readings) ->
            rows.apply(system, readings).forEach(row -> wanted.add(system + " " + row)));
    return String.join("\n", wanted);
  }

  private static List<SystemReading> interleaved(
      Map<Integer, List<SystemReading>> sent, Random random) {
    var left = new ArrayList<List<SystemReading>>();
    sent.values().forEach(readings -> left.add(new ArrayList<>(readings)));
    var all = new ArrayList<SystemReading>();
    while (!left.isEmpty()) {
      List<SystemReading> next = left.get(random.nextInt(left.size()));
      all.add(next.remove(0));
      if (next.isEmpty()) {
        left.remove(next);
      }
    }
    return all;
  }

  private record Declared(int system, String zone) {}

  private record Name(Span span, PointKey point, Instant end, Revision revision) {}

  /** A process that is killed and started again. */
  private static final class Worker {
    private final Random random;
    private final DrivenTask task;
    private final List<Declared> declared = new ArrayList<>();
    private final Map<Span, Integer> flushedRows = new EnumMap<>(Span.class);
    private final Flushes flushes = new Flushes(this::flushed);
    private int flushedWrites;
    private int committed;
    private int committedZones;

    Worker(Random random) {
      this.random = random;
      var shape =
          new Shape(
              new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7)),
              1,
              Duration.ofSeconds(1),
              Duration.ofSeconds(20),
              Shape.Storage.MEMORY,
              flushes);
      this.task = new DrivenTask(shape, 0, REGISTRY);
    }

    private void flushed() {
      flushedWrites = task.store().writes();
      task.take();
      for (Span span : Span.values()) {
        flushedRows.put(span, task.told(span).size());
      }
    }

    void work(List<SystemReading> readings) {
      for (int offset = 0; offset < readings.size(); offset++) {
        if (random.nextInt(10) == 0) {
          declare();
        }
        task.read(
            readings.get(offset), random.nextInt(2) == 0 ? Duration.ZERO : Duration.ofHours(1));
        if (random.nextInt(4) == 0) {
          task.advance(Duration.ofSeconds(1 + random.nextInt(30)));
        }
        if (random.nextInt(5) == 0) {
          commit(offset + 1);
        }
        if (random.nextInt(10) == 0) {
          crash();
          offset = committed - 1;
        }
      }
      // At another system's, what was declared last takes effect.
      task.read(Scenario.of(OTHER, 1, 1).sent().get(0), Duration.ZERO);
      // What waits is told, then it is surely told, then nothing is left.
      for (int tick = 0; tick < 4; tick++) {
        task.advance(Duration.ofSeconds(1));
        commit(readings.size() + 1);
      }
    }

    private void declare() {
      int system = SYSTEMS.get(random.nextInt(SYSTEMS.size()));
      var zone = new Declared(system, ZONES.get(random.nextInt(ZONES.size())));
      declared.add(zone);
      task.declare(zone.system(), zone.zone());
    }

    String zone(int system) {
      return declared.stream()
          .filter(it -> it.system() == system)
          .reduce((former, later) -> later)
          .map(Declared::zone)
          .orElse("UTC");
    }

    private void commit(int next) {
      flushes.commit();
      committed = next;
      committedZones = declared.size();
    }

    private void crash() {
      LosingKeyValueStore store = task.store();
      store.keep(flushedWrites + random.nextInt(store.writes() - flushedWrites + 1));
      for (Span span : Span.values()) {
        List<Aggregate> told = task.told(span);
        int flushed = flushedRows.getOrDefault(span, 0);
        told.subList(flushed + random.nextInt(told.size() - flushed + 1), told.size()).clear();
      }
      // What survived is in the log; what comes now comes after it.
      flushes.commit();
      task.restart(committed);
      declared
          .subList(committedZones, declared.size())
          .forEach(it -> task.declare(it.system(), it.zone()));
    }

    String standing(Span span) {
      Map<String, Aggregate> rows = new HashMap<>();
      for (Aggregate row : task.told(span)) {
        rows.merge(
            row.key() + " " + row.intervalEnd(),
            row,
            (a, b) -> {
              int newer = b.revision().compareTo(a.revision());
              return newer > 0 || (newer == 0 && b.status().compareTo(a.status()) >= 0) ? b : a;
            });
      }
      var standing = new TreeSet<String>();
      for (Aggregate row : rows.values()) {
        if (row.sampleCount() + row.errorCount() > 0 && row.key().systemId() != OTHER) {
          standing.add(row.key().systemId() + " " + NaiveWindows.written(row));
        }
      }
      return String.join("\n", standing);
    }

    void equalRevisionsMeanEqualRows() {
      Map<Name, Aggregate> said = new HashMap<>();
      for (Span span : Span.values()) {
        for (Aggregate row : task.told(span)) {
          Aggregate former =
              said.put(new Name(span, row.key(), row.intervalEnd(), row.revision()), row);
          if (former != null) {
            assertThat(NaiveWindows.written(row)).isEqualTo(NaiveWindows.written(former));
            assertThat(row.intervalStart()).isEqualTo(former.intervalStart());
          }
        }
      }
    }
  }
}
