package telemetry.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import telemetry.model.Aggregate;
import telemetry.model.SystemReading;

/** An aggregate is a pure function of the set of readings. */
class WindowLaws {
  private static final WindowRules RULES =
      new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7));

  @Property(tries = 2000)
  @StatisticsReport(onFailureOnly = true)
  void theRowsAreThoseOfThePlainestReading(@ForAll long seed) {
    Scenario life = Scenario.of(seed);
    for (String feature : FEATURES) {
      Statistics.label(feature)
          .collect(life.features().contains(feature))
          .coverage(share -> share.check(true).percentage(p -> p >= 5));
    }

    assertThat(heard(life.sent(), new Random(seed))).isEqualTo(naive(life));
  }

  @Property(tries = 2000)
  void orderRepeatsAndRestartsDoNotChangeTheAnswer(@ForAll long seed) {
    Scenario life = Scenario.of(seed);
    var random = new Random(seed);
    List<SystemReading> permuted = life.permuted(random);

    assertThat(heard(permuted, random)).isEqualTo(naive(life));
  }

  private static final List<String> FEATURES =
      List.of(
          "correction",
          "void",
          "reset",
          "dropout",
          "boundary",
          "gap",
          "two-sources",
          "negative-counter");

  private static String naive(Scenario life) {
    return String.join("\n", new TreeSet<>(NaiveWindows.rows(life.sent())));
  }

  /**
   * Hears the readings, telling and restarting at random moments; the rows that stand at the end.
   */
  private static String heard(List<SystemReading> readings, Random random) {
    var store = new EncodedStore(6);
    var windows = new SystemWindows(6, RULES, store);
    Map<String, Aggregate> rows = new HashMap<>();
    for (int offset = 0; offset < readings.size(); offset++) {
      windows.hear(readings.get(offset), offset);
      if (random.nextInt(4) == 0) {
        windows.emit(random.nextBoolean(), row -> merge(rows, row));
      }
      if (random.nextInt(8) == 0) {
        windows = new SystemWindows(6, RULES, store);
      }
    }
    windows.emit(false, row -> merge(rows, row));
    var written = new TreeSet<String>();
    for (Aggregate row : rows.values()) {
      if (row.sampleCount() + row.errorCount() > 0) {
        written.add(NaiveWindows.written(row));
      }
    }
    return String.join("\n", written);
  }

  private static void merge(Map<String, Aggregate> rows, Aggregate row) {
    rows.merge(
        row.key() + " " + row.intervalEnd(),
        row,
        (a, b) -> {
          int newer = b.revision().compareTo(a.revision());
          return newer > 0 || (newer == 0 && b.status().compareTo(a.status()) >= 0) ? b : a;
        });
  }
}
