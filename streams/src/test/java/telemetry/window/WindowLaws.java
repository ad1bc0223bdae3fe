package telemetry.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import telemetry.model.SystemReading;

/** An aggregate is a pure function of the set of readings. */
class WindowLaws {
  private static final WindowRules RULES =
      new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7));

  @Property(tries = 2000)
  @StatisticsReport(onFailureOnly = true)
  void theRowsAreThoseOfThePlainestReading(@ForAll long seed) {
    Scenario life = Scenario.of(seed);
    String wanted = naive(life, seed);
    Shares.require(life.features());
    Statistics.label("re-base")
        .collect(!wanted.equals(naive(life, 0)))
        .coverage(share -> share.check(true).percentage(p -> p >= 5));

    assertThat(heard(life.sent(), seed)).isEqualTo(wanted);
  }

  @Property(tries = 2000)
  @StatisticsReport(onFailureOnly = true)
  void orderRepeatsAndRestartsDoNotChangeTheAnswer(@ForAll long seed) {
    Scenario life = Scenario.of(seed);
    Shares.require(life.features());

    assertThat(heard(life.permuted(new Random(seed)), seed)).isEqualTo(naive(life, seed));
  }

  @Property(tries = 2000)
  void noRestartIsSeenInWhatIsTold(@ForAll long seed) {
    List<SystemReading> readings = Scenario.of(seed).permuted(new Random(seed));

    assertThat(told(readings, true, seed)).isEqualTo(told(readings, false, seed));
  }

  /** Every row in the order of telling, each with its status and its revision. */
  private static String told(List<SystemReading> readings, boolean restarts, long seed) {
    var random = new Random(seed);
    WindowRules rules = RULES.with(Scenario.limits(seed));
    var store = new EncodedStore(6);
    var windows = new SystemWindows(6, rules, store);
    var told = new StringBuilder();
    for (int offset = 0; offset < readings.size(); offset++) {
      windows.hear(readings.get(offset), offset);
      boolean last = offset == readings.size() - 1;
      boolean settledOnly = random.nextBoolean() && !last;
      if (random.nextInt(6) == 0 && restarts) {
        windows = new SystemWindows(6, rules, store);
      }
      if (random.nextInt(4) == 0 || last) {
        windows.emit(settledOnly, row -> told.append(row).append('\n'));
      }
      if (random.nextInt(4) == 0 || last) {
        windows.rollUp(false, (span, row) -> told.append(span).append(row).append('\n'));
      }
    }
    return told.toString();
  }

  private static String naive(Scenario life, long seed) {
    return String.join(
        "\n", new TreeSet<>(NaiveWindows.rows(life.sent(), Scenario.maxPerHour(seed))));
  }

  /**
   * Hears the readings, telling and restarting at random moments; the rows that stand at the end.
   */
  private static String heard(List<SystemReading> readings, long seed) {
    var random = new Random(seed);
    WindowRules rules = RULES.with(Scenario.limits(seed));
    var store = new EncodedStore(6);
    var windows = new SystemWindows(6, rules, store);
    var rows = new Standing();
    for (int offset = 0; offset < readings.size(); offset++) {
      windows.hear(readings.get(offset), offset);
      if (random.nextInt(4) == 0) {
        windows.emit(random.nextBoolean(), row -> rows.take(Span.FIVE_MINUTES, row));
      }
      if (random.nextInt(8) == 0) {
        windows = new SystemWindows(6, rules, store);
      }
    }
    windows.emit(false, row -> rows.take(Span.FIVE_MINUTES, row));
    return rows.written(Span.FIVE_MINUTES);
  }
}
