package telemetry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class GuardTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void tenMinutesAheadIsTheMost() {
    assertThat(Guard.time(NOW.plus(Guard.AHEAD), NOW)).isEmpty();
    assertThat(Guard.time(NOW.plus(Guard.AHEAD).plusMillis(1), NOW))
        .map(Rejection::reason)
        .contains(RejectReason.FUTURE);
    assertThat(Guard.time(Instant.EPOCH, NOW)).as("the past is late, not wrong").isEmpty();
  }

  @Test
  void aKeyIsItsSystem() {
    assertThat(Guard.key("6", 6)).isEmpty();
    assertThat(Guard.key("7", 6)).map(Rejection::reason).contains(RejectReason.BAD_KEY);
    assertThat(Guard.key("06", 6)).map(Rejection::reason).contains(RejectReason.BAD_KEY);
  }

  @Test
  void aRecordStandsWhereItsKeySendsIt() {
    assertThat(Guard.partition(3, 3)).isEmpty();
    assertThat(Guard.partition(3, 1))
        .map(Rejection::text)
        .contains("partition: wanted 3 (murmur2 of the key, as the Java client does), found 1");
  }
}
