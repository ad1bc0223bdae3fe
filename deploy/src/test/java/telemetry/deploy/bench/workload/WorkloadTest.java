package telemetry.deploy.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WorkloadTest {
  private static final Workload WORKLOAD = of(20, 600, 7);

  static Workload of(int systems, int polls, long seed) {
    return new Workload(
        systems,
        polls,
        Duration.ofMinutes(1),
        Instant.parse("2026-01-01T00:00:00Z"),
        seed,
        MeasuredPoint.USUAL);
  }

  private record Came(int system, int poll) {}

  private static List<Came> all(Workload workload) {
    var all = new ArrayList<Came>();
    new Arrivals(workload).all((system, poll) -> all.add(new Came(system, poll)));
    return all;
  }

  @Test
  void everyPollComesAndSomeComeTwice() {
    List<Came> all = all(WORKLOAD);
    Set<Came> once = new HashSet<>(all);

    assertThat(once).hasSize(20 * 600);
    assertThat((double) (all.size() - once.size()) / once.size()).isBetween(0.003, 0.007);
  }

  @Test
  void someComeAfterNewerOnesByTenTurnsAtMost() {
    var newest = new HashMap<Integer, Integer>();
    var seen = new HashSet<Came>();
    int late = 0;
    for (Came came : all(WORKLOAD)) {
      int before = newest.getOrDefault(came.system(), -1);
      if (seen.add(came) && came.poll() < before) {
        late++;
        assertThat(before - came.poll()).isLessThanOrEqualTo(Workload.LATEST);
      }
      newest.merge(came.system(), came.poll(), Math::max);
    }

    assertThat((double) late / (20 * 600)).isBetween(0.015, 0.025);
  }

  @Test
  void oneOfAThousandValuesIsNullAndCountersNeverFall() {
    int none = 0;
    for (int system = 1; system <= 20; system++) {
      for (int point = 0; point < 16; point++) {
        double before = 0;
        for (int poll = 0; poll < 600; poll++) {
          double value = WORKLOAD.value(system, point, poll);
          none += Double.isNaN(value) ? 1 : 0;
          if (WORKLOAD.points().get(point).kind() == telemetry.model.Kind.COUNTER
              && !Double.isNaN(value)) {
            assertThat(value).isGreaterThanOrEqualTo(before);
            before = value;
          }
        }
      }
    }

    assertThat(none / 192_000.0).isCloseTo(0.001, within(0.0003));
  }

  @Test
  void theSeedDecidesAll() {
    assertThat(all(of(5, 200, 1))).isEqualTo(all(of(5, 200, 1)));
    assertThat(all(of(5, 200, 1))).isNotEqualTo(all(of(5, 200, 2)));
    assertThat(of(5, 200, 1).value(3, 4, 5)).isNotEqualTo(of(5, 200, 2).value(3, 4, 5));
  }
}
