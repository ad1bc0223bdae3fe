package telemetry.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.SystemReading;

/** What a meter says in sum is what it says in difference, wherever it did not begin again. */
class CounterLaws {
  private static final WindowRules RULES =
      new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7));

  @Property(tries = 2000)
  @StatisticsReport(onFailureOnly = true)
  void whatItGrewBetweenTwoReadingsIsTheSumOfItsDeltas(@ForAll long seed) {
    Scenario life = Scenario.of(seed);
    Shares.require(life.features());
    var random = new Random(seed);
    WindowRules rules = RULES.with(Scenario.limits(seed));

    TreeMap<String, TreeMap<Instant, Aggregate>> rows = heard(life.permuted(random), random, rules);

    int sums = sums(rows.get("total")) + sums(rows.get("net"));
    Statistics.label("over several windows")
        .collect(sums > 0)
        .coverage(share -> share.check(true).percentage(p -> p >= 50));
  }

  /** Checks every range; how many there were of more than one window. */
  private static int sums(@Nullable TreeMap<Instant, Aggregate> rows) {
    if (rows == null) {
      return 0;
    }
    List<Aggregate> told = rows.values().stream().filter(row -> row.last() != null).toList();
    int sums = 0;
    for (int i = 0; i < told.size(); i++) {
      double grown = 0;
      for (int j = i + 1; j < told.size() && told.get(j).resetCount() == 0; j++) {
        grown += told.get(j).delta();
        assertThat(grown)
            .as("from %s to %s", told.get(i).intervalEnd(), told.get(j).intervalEnd())
            .isEqualTo(told.get(j).last() - told.get(i).last());
        sums += j > i + 1 ? 1 : 0;
      }
    }
    return sums;
  }

  /** Told at any moment, with restarts. */
  private static TreeMap<String, TreeMap<Instant, Aggregate>> heard(
      List<SystemReading> readings, Random random, WindowRules rules) {
    var store = new EncodedStore(6);
    var windows = new SystemWindows(6, rules, store);
    var rows = new TreeMap<String, TreeMap<Instant, Aggregate>>();
    for (int offset = 0; offset < readings.size(); offset++) {
      windows.hear(readings.get(offset), offset);
      if (random.nextInt(4) == 0) {
        windows.emit(random.nextBoolean(), row -> put(rows, row));
      }
      if (random.nextInt(8) == 0) {
        windows = new SystemWindows(6, rules, store);
      }
    }
    windows.emit(false, row -> put(rows, row));
    return rows;
  }

  private static void put(TreeMap<String, TreeMap<Instant, Aggregate>> rows, Aggregate row) {
    rows.computeIfAbsent(row.key().path(), path -> new TreeMap<>()).put(row.intervalEnd(), row);
  }
}
