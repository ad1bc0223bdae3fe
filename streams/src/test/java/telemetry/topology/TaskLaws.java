package telemetry.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.StatisticsReport;
import telemetry.model.Aggregate;
import telemetry.model.SystemReading;
import telemetry.recalculation.Extent;
import telemetry.registry.SchemaRegistries;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Partitions;
import telemetry.window.Delivery;
import telemetry.window.NaiveWindows;
import telemetry.window.Scenario;
import telemetry.window.Shares;
import telemetry.window.Span;
import telemetry.window.WindowRules;

/** Each system's rows come of its own readings, whatever shares its partition, and when. */
class TaskLaws {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistries.connect(Map.of("schema.registry.url", "mock://tasks"));
  private static final WindowRules RULES =
      new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7));

  /** By how much another system's clock may be wrong. */
  private static final List<Duration> WRONG =
      List.of(
          Duration.ofDays(-2000),
          Duration.ofDays(-8),
          Duration.ZERO,
          Duration.ofHours(5),
          Duration.ofDays(8),
          Duration.ofDays(1800));

  @Property(tries = 1000)
  @StatisticsReport(onFailureOnly = true)
  void noSystemsReadingsChangeAnothersRows(@ForAll long seed) {
    var random = new Random(seed);
    Map<Integer, List<SystemReading>> sent = new TreeMap<>();
    var features = new TreeSet<String>();
    for (int system : List.of(6, 7, 8)) {
      Duration wrong = WRONG.get(random.nextInt(WRONG.size()));
      Scenario life = Scenario.of(system, 3 + random.nextInt(12), random.nextLong());
      features.addAll(life.features());
      sent.put(system, life.sent().stream().map(it -> moved(it, wrong)).toList());
    }
    Shares.require(features);

    requireRows(heard(sent, 1, seed), naive(sent, seed));
  }

  @Property(tries = 1000)
  @StatisticsReport(onFailureOnly = true)
  void noInterleavingOfPartitionsNoBatchAndNoRestartChangesTheAnswer(@ForAll long seed) {
    var random = new Random(seed);
    Map<Integer, List<SystemReading>> sent = new TreeMap<>();
    var features = new TreeSet<String>();
    for (int system : List.of(1, 2, 3, 4, 5)) {
      Scenario life = Scenario.of(system, 2 + random.nextInt(10), random.nextLong());
      features.addAll(life.features());
      sent.put(system, life.permuted(random));
    }
    Shares.require(features);

    requireRows(heard(sent, 3, seed), naive(sent, seed));
  }

  private static Set<String> naive(Map<Integer, List<SystemReading>> sent, long seed) {
    var wanted = new TreeSet<String>();
    sent.forEach(
        (system, readings) ->
            NaiveWindows.rows(readings, Scenario.maxPerHour(seed))
                .forEach(row -> wanted.add(system + " " + row)));
    return wanted;
  }

  private static void requireRows(Set<String> found, Set<String> wanted) {
    if (!found.equals(wanted)) {
      assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  /**
   * Every system's readings in their order, and the systems in any: a task tells what it gathered
   * at any moment, and is taken up again after any record.
   */
  private static Set<String> heard(
      Map<Integer, List<SystemReading>> sent, int partitions, long seed) {
    var random = new Random(seed);
    var shape =
        new Shape(
            RULES.with(Scenario.limits(seed)),
            partitions,
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Shape.Storage.MEMORY,
            Delivery.WITH_STATE,
            random.nextBoolean() ? new GatheredWrites() : StoreWrites.AT_ONCE,
            partition -> Extent.WHOLE,
            random.nextBoolean() ? Duration.ZERO : Shape.TURN);
    List<DrivenTask> tasks =
        IntStream.range(0, partitions).mapToObj(p -> new DrivenTask(shape, p, REGISTRY)).toList();
    var left = new ArrayList<ArrayDeque<SystemReading>>();
    sent.values().forEach(readings -> left.add(new ArrayDeque<>(readings)));
    while (!left.isEmpty()) {
      ArrayDeque<SystemReading> next = left.get(random.nextInt(left.size()));
      SystemReading reading = next.remove();
      tasks.get(Partitions.ofSystem(reading.systemId(), partitions)).read(reading);
      if (next.isEmpty()) {
        left.remove(next);
      }
      if (random.nextInt(12) == 0) {
        tasks.get(random.nextInt(partitions)).advance(Duration.ofSeconds(1 + random.nextInt(1000)));
      }
      if (random.nextInt(12) == 0) {
        tasks.get(random.nextInt(partitions)).restart();
      }
    }
    for (int look = 0; look < 3; look++) {
      tasks.forEach(task -> task.advance(Duration.ofSeconds(1)));
    }
    requireBalance(tasks, sent);
    return standing(tasks);
  }

  /** Every record, and every value, ended in one outcome. */
  private static void requireBalance(
      List<DrivenTask> tasks, Map<Integer, List<SystemReading>> sent) {
    long records = sent.values().stream().mapToLong(List::size).sum();
    long values =
        sent.values().stream().flatMap(List::stream).mapToLong(it -> it.values().size()).sum();
    assertThat(sum(tasks, "telemetry.records.in")).isEqualTo(records);
    assertThat(sum(tasks, "telemetry.records")).isEqualTo(records);
    assertThat(sum(tasks, "telemetry.values.in")).isEqualTo(values);
    assertThat(sum(tasks, "telemetry.values")).isEqualTo(values);
  }

  private static long sum(List<DrivenTask> tasks, String name) {
    return tasks.stream().mapToLong(task -> task.counted(name)).sum();
  }

  private static Set<String> standing(List<DrivenTask> tasks) {
    Map<DrivenTopology.RowKey, Aggregate> rows =
        new TreeMap<>(
            java.util.Comparator.comparing(DrivenTopology.RowKey::key)
                .thenComparing(DrivenTopology.RowKey::end));
    for (DrivenTask task : tasks) {
      task.told(Span.FIVE_MINUTES).forEach(row -> DrivenTopology.merge(rows, row));
    }
    var standing = new TreeSet<String>();
    for (Aggregate row : rows.values()) {
      if (row.sampleCount() + row.errorCount() > 0) {
        standing.add(row.key().systemId() + " " + NaiveWindows.written(row));
      }
    }
    return standing;
  }

  private static SystemReading moved(SystemReading it, Duration by) {
    Instant start = it.intervalStart();
    return new SystemReading(
        it.systemId(),
        it.vendor(),
        it.source(),
        it.op(),
        it.measuredAt().plus(by),
        start == null ? null : start.plus(by),
        it.receivedAt().plus(by),
        it.raw(),
        it.batch(),
        it.values());
  }
}
