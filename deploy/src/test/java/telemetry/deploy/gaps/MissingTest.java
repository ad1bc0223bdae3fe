package telemetry.deploy.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import telemetry.model.PointKey;

class MissingTest {
  private static final Instant AT = Instant.parse("2025-11-11T00:00:00Z");

  private static Gap gap(int system, String path, int fromMinute, int toMinute) {
    return new Gap(
        new PointKey(system, path),
        AT.plusSeconds(60L * fromMinute),
        AT.plusSeconds(60L * toMinute),
        (toMinute - fromMinute) / 5);
  }

  private static Missing missing(int system, int fromMinute, int toMinute, int intervals) {
    return new Missing(
        system, AT.plusSeconds(60L * fromMinute), AT.plusSeconds(60L * toMinute), intervals);
  }

  @Test
  void holesOfOneSystemThatMeetOrAreNearAreAskedForTogether() {
    assertThat(
            Missing.of(
                List.of(
                    gap(7, "b", 20, 40),
                    gap(7, "a", 0, 30),
                    gap(7, "a", 100, 110),
                    gap(7, "a", 171, 180),
                    gap(6, "a", 25, 35))))
        .containsExactly(missing(6, 25, 35, 2), missing(7, 0, 110, 12), missing(7, 171, 180, 1));
  }

  @Test
  void aHoleWithinAnotherEndsNothing() {
    assertThat(Missing.of(List.of(gap(7, "a", 0, 100), gap(7, "b", 10, 20))))
        .containsExactly(missing(7, 0, 100, 22));
  }
}
