package telemetry.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RatesTest {
  private static final Instant NOW = Instant.parse("2026-01-15T01:24:00Z");

  private final Rates rates = new Rates(new Rate(10, 5));

  private int taken(int system, Instant at) {
    int taken = 0;
    while (taken < 1000 && rates.take(system, at).isZero()) {
      taken++;
    }
    return taken;
  }

  @Test
  void aBurstIsTakenThenTheSteadyRate() {
    assertThat(taken(6, NOW)).isEqualTo(5);
    assertThat(rates.take(6, NOW)).isEqualTo(Duration.ofMillis(100));
    assertThat(taken(6, NOW.plusMillis(100))).isEqualTo(1);
    assertThat(taken(6, NOW.plusMillis(399))).isEqualTo(2);
    assertThat(taken(6, NOW.plusSeconds(60))).isEqualTo(5);
  }

  @Test
  void oneSystemDoesNotUseUpAnothersShare() {
    taken(6, NOW);

    assertThat(taken(7, NOW)).isEqualTo(5);
  }
}
