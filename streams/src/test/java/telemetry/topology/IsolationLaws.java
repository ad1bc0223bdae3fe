package telemetry.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import telemetry.model.Aggregate;
import telemetry.model.SystemReading;
import telemetry.window.NaiveWindows;
import telemetry.window.Scenario;

/** Each system's rows come of its own readings, whatever others of its partition say, and when. */
class IsolationLaws {
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
  void noSystemsReadingsChangeAnothersRows(@ForAll long seed) {
    var random = new Random(seed);
    Map<Integer, List<SystemReading>> sent = new TreeMap<>();
    for (int system : List.of(6, 7, 8)) {
      Duration wrong = WRONG.get(random.nextInt(WRONG.size()));
      Scenario life = Scenario.of(system, 3 + random.nextInt(12), random.nextLong());
      sent.put(system, life.sent().stream().map(it -> moved(it, wrong)).toList());
    }
    Map<Integer, String> wanted = new TreeMap<>();
    sent.forEach((system, readings) -> wanted.put(system, written(NaiveWindows.rows(readings))));

    assertThat(heard(sent, random)).isEqualTo(wanted);
  }

  private static Map<Integer, String> heard(Map<Integer, List<SystemReading>> sent, Random random) {
    var left = new ArrayList<ArrayDeque<SystemReading>>();
    sent.values().forEach(readings -> left.add(new ArrayDeque<>(readings)));
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      while (!left.isEmpty()) {
        ArrayDeque<SystemReading> next = left.get(random.nextInt(left.size()));
        topology.read(next.remove());
        if (next.isEmpty()) {
          left.remove(next);
        }
        if (random.nextInt(20) == 0) {
          topology.advance(Duration.ofSeconds(1 + random.nextInt(1000)));
        }
      }
      topology.advance(Duration.ofSeconds(2));
      topology.advance(Duration.ofSeconds(2));
      Map<Integer, List<String>> rows = new TreeMap<>();
      for (Aggregate row : topology.rows().values()) {
        if (row.sampleCount() + row.errorCount() > 0) {
          rows.computeIfAbsent(row.key().systemId(), system -> new ArrayList<>())
              .add(NaiveWindows.written(row));
        }
      }
      Map<Integer, String> heard = new TreeMap<>();
      rows.forEach((system, lines) -> heard.put(system, written(lines)));
      return heard;
    }
  }

  private static String written(List<String> rows) {
    return String.join("\n", new TreeSet<>(rows));
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
