package telemetry.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import telemetry.model.Op;
import telemetry.model.SystemReading;

class LateWindowsTest {
  private static final long HOUR = 3_600_000;

  private final LateWindows windows = new LateWindows();

  private void takeAt(long... hours) {
    for (long hour : hours) {
      Instant at = Instant.ofEpochMilli(hour * HOUR);
      windows.take(
          new SystemReading(6, "test", "s", Op.VOID, at, null, at, null, null, List.of()),
          windows.readings());
    }
  }

  private Map<Long, Long> hours() {
    var hours = new TreeMap<Long, Long>();
    windows.forEach(
        (stretches, system) ->
            stretches.forEach((first, last) -> hours.put(first / HOUR, last / HOUR)));
    return hours;
  }

  @Test
  void whatIsFarApartIsLookedAtByItself() {
    takeAt(0, 100, 200);

    assertThat(hours()).isEqualTo(Map.of(0L, 0L, 100L, 100L, 200L, 200L));
    assertThat(windows.stretches()).isEqualTo(3);
  }

  @Test
  void aWindowBetweenTwoStretchesMakesThemOne() {
    takeAt(0, 10, 40, 60);
    assertThat(hours()).isEqualTo(Map.of(0L, 10L, 40L, 60L));

    takeAt(25);

    assertThat(hours()).isEqualTo(Map.of(0L, 60L));
    assertThat(windows.stretches()).isEqualTo(1);
  }

  @Test
  void aStretchGrowsAtBothEndsAndNotFromWithin() {
    takeAt(50, 40, 60, 45, 55);

    assertThat(hours()).isEqualTo(Map.of(40L, 60L));
  }
}
