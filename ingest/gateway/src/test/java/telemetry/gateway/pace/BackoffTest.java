package telemetry.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import telemetry.vendors.ask.Trouble;

class BackoffTest {
  private static final Duration FIRST = Duration.ofSeconds(5);

  @Test
  void itDoublesUpToABound() {
    assertThat(Backoff.after(Trouble.PASSING, FIRST, 1, 0)).isEqualTo(Duration.ofSeconds(5));
    assertThat(Backoff.after(Trouble.PASSING, FIRST, 4, 0)).isEqualTo(Duration.ofSeconds(40));
    assertThat(Backoff.after(Trouble.PASSING, FIRST, 1000, 0)).isEqualTo(Duration.ofMinutes(15));
    assertThat(Backoff.after(Trouble.LASTING, FIRST, 1, 0)).isEqualTo(Duration.ofMinutes(15));
    assertThat(Backoff.after(Trouble.LASTING, FIRST, 1000, 0)).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void chanceTakesUpToHalfOfIt() {
    assertThat(Backoff.after(Trouble.PASSING, FIRST, 2, 0.999))
        .isBetween(Duration.ofSeconds(5), Duration.ofMillis(5100));
  }
}
