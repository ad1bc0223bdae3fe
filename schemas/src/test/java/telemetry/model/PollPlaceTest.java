package telemetry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PollPlaceTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void thePollersPlaceAndThatOfABackfillHaveKeysOfTheirOwn() {
    var span = new PollPlace.Span(Instant.parse("2025-01-01T00:00:00Z"), AT);

    assertThat(new PollPlace(6, "amber.usage", null, AT).key()).isEqualTo("poll/6/amber.usage");
    assertThat(new PollPlace(6, "amber.usage", span, AT).key())
        .isEqualTo("backfill/6/amber.usage/2025-01-01T00:00:00Z/2026-01-02T03:04:05Z");
  }
}
