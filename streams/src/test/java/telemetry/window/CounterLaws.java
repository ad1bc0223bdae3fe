package telemetry.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemReading;
import telemetry.model.Value;

/** What a meter says in sum is what it says in difference. */
class CounterLaws {
  private static final WindowRules RULES =
      new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7));
  private static final long START = 1_762_835_700_000L;

  /** Whole numbers, so that sums are exact. */
  @Property(tries = 2000)
  void whatItGrewBetweenTwoReadingsIsTheSumOfItsDeltas(@ForAll long seed) {
    var random = new Random(seed);
    TreeMap<Long, Double> meter = meter(random);

    TreeMap<Instant, Aggregate> rows = heard(meter, random);

    List<Aggregate> told = rows.values().stream().filter(row -> row.last() != null).toList();
    assertThat(told).isNotEmpty();
    for (int i = 0; i < told.size(); i++) {
      double grown = 0;
      for (int j = i + 1; j < told.size(); j++) {
        grown += orZero(told.get(j).delta());
        assertThat(grown)
            .as("from %s to %s", told.get(i).intervalEnd(), told.get(j).intervalEnd())
            .isEqualTo(orZero(told.get(j).last()) - orZero(told.get(i).last()));
      }
    }
    assertThat(told.get(told.size() - 1).last()).isEqualTo(meter.lastEntry().getValue());
  }

  private static TreeMap<Long, Double> meter(Random random) {
    var meter = new TreeMap<Long, Double>();
    long at = START + random.nextInt(300_000);
    double total = random.nextInt(1000) - 500;
    for (int i = 0; i < 2 + random.nextInt(40); i++) {
      meter.put(at, total);
      total += random.nextInt(50);
      at +=
          switch (random.nextInt(10)) {
            case 0 -> 60_000L * (6 + random.nextInt(200));
            case 1, 2 -> 300_000 - at % 300_000;
            default -> 1000L * (20 + random.nextInt(400));
          };
    }
    return meter;
  }

  /** In any order, some twice, some void of a number, told at any moment, with restarts. */
  private static TreeMap<Instant, Aggregate> heard(TreeMap<Long, Double> meter, Random random) {
    var readings = new ArrayList<SystemReading>();
    meter.forEach(
        (at, total) -> {
          readings.add(reading("a", at, Value.of(total)));
          if (random.nextInt(5) == 0) {
            readings.add(reading("a", at, Value.of(total)));
          }
          if (random.nextInt(8) == 0 && !meter.containsKey(at + 7000)) {
            readings.add(reading("a", at + 7000, Value.MISSING));
          }
        });
    Collections.shuffle(readings, random);
    var store = new EncodedStore(6);
    var windows = new SystemWindows(6, RULES, store);
    var rows = new TreeMap<Instant, Aggregate>();
    for (int offset = 0; offset < readings.size(); offset++) {
      windows.hear(readings.get(offset), offset);
      if (random.nextInt(4) == 0) {
        windows.emit(random.nextBoolean(), row -> rows.put(row.intervalEnd(), row));
      }
      if (random.nextInt(8) == 0) {
        windows = new SystemWindows(6, RULES, store);
      }
    }
    windows.emit(false, row -> rows.put(row.intervalEnd(), row));
    return rows;
  }

  private static SystemReading reading(String source, long at, Value value) {
    Instant instant = Instant.ofEpochMilli(at);
    var point = new PointValue("total", Kind.COUNTER, "Wh", value, Quality.GOOD);
    return new SystemReading(
        6, "t", source, Op.PUT, instant, null, instant, null, null, List.of(point));
  }

  private static double orZero(@org.jspecify.annotations.Nullable Double number) {
    return number == null ? 0 : number;
  }
}
