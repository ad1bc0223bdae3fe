package telemetry.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import telemetry.vendors.ask.Look;

class RhythmTest {
  private static final Rhythm MINUTES = new Rhythm(List.of(Look.every(Duration.ofMinutes(1))));
  private static final Rhythm USAGE =
      new Rhythm(
          List.of(
              new Look(Duration.ofHours(1), Duration.ofDays(2)),
              new Look(Duration.ofDays(1), Duration.ofDays(14))));

  private static Instant at(String text) {
    return Instant.parse(text);
  }

  @Test
  void aLookComesAtTheFullMinute() {
    assertThat(MINUTES.next(at("2026-01-15T01:23:45Z"))).isEqualTo(at("2026-01-15T01:24:00Z"));
    assertThat(MINUTES.next(at("2026-01-15T01:24:00Z"))).isEqualTo(at("2026-01-15T01:25:00Z"));
  }

  @Test
  void theFrequentLookGoesBackALittleAndTheRareOneFar() {
    Instant hour = at("2026-01-15T05:00:00Z");
    assertThat(
            USAGE.from(Optional.of(at("2026-01-15T04:00:00Z")), at("2026-01-15T04:00:00Z"), hour))
        .isEqualTo(hour.minus(Duration.ofDays(2)));

    Instant midnight = at("2026-01-16T00:00:00Z");
    assertThat(
            USAGE.from(
                Optional.of(at("2026-01-15T23:00:00Z")), at("2026-01-15T23:00:00Z"), midnight))
        .isEqualTo(midnight.minus(Duration.ofDays(14)));
  }

  @Test
  void aRareLookThatWasMissedIsMadeUpFor() {
    Instant late = at("2026-01-16T03:17:00Z");
    Instant place = at("2026-01-15T22:00:00Z");

    assertThat(USAGE.from(Optional.of(place), place, late))
        .isEqualTo(late.minus(Duration.ofDays(14)));
  }

  @Test
  void aGapIsAskedForHoweverLong() {
    Instant place = at("2025-11-01T00:00:00Z");

    assertThat(USAGE.from(Optional.of(place), place, at("2026-01-16T03:00:00Z"))).isEqualTo(place);
    assertThat(MINUTES.from(Optional.of(place), place, at("2026-01-16T03:00:00Z")))
        .isEqualTo(place);
  }

  @Test
  void aSystemThatWasNeverAskedBeginsWithTheLongestLook() {
    Instant now = at("2026-01-16T03:00:00Z");

    assertThat(USAGE.from(Optional.empty(), Instant.EPOCH, now))
        .isEqualTo(now.minus(Duration.ofDays(14)));
    assertThat(MINUTES.from(Optional.empty(), Instant.EPOCH, now))
        .isEqualTo(now.minus(Duration.ofMinutes(1)));
  }
}
