package telemetry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateTest {
  private static final Instant END = Instant.parse("2026-01-01T12:00:00Z");

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -Double.NaN})
  void everyNumberIsFinite(double number) {
    refused("avg", () -> row(Kind.GAUGE, number, 1.0, 1.0, 1.0, null));
    refused("min", () -> row(Kind.GAUGE, 1.0, number, 1.0, 1.0, null));
    refused("max", () -> row(Kind.GAUGE, 1.0, 1.0, number, 1.0, null));
    refused("last", () -> row(Kind.STATE, null, null, null, number, null));
    refused("delta", () -> row(Kind.COUNTER, null, null, null, 1.0, number));
  }

  @Test
  void theLargestNumbersAreNumbers() {
    assertThat(row(Kind.GAUGE, Double.MAX_VALUE, 1.0, 1.0, -Double.MAX_VALUE, null).avg())
        .isEqualTo(Double.MAX_VALUE);
  }

  private static void refused(
      String column, org.assertj.core.api.ThrowableAssert.ThrowingCallable row) {
    assertThatExceptionOfType(BadValue.class)
        .isThrownBy(row)
        .withMessageContaining("6/p " + column + ": wanted a finite number")
        .matches(refusal -> refusal.rejection().reason() == RejectReason.NOT_FINITE);
  }

  private static Aggregate row(
      Kind kind,
      @Nullable Double avg,
      @Nullable Double min,
      @Nullable Double max,
      @Nullable Double last,
      @Nullable Double delta) {
    return new Aggregate(
        new PointKey(6, "p"),
        kind,
        "W",
        END.minusSeconds(300),
        END,
        avg,
        min,
        max,
        last,
        null,
        delta,
        null,
        1,
        0,
        0,
        Quality.GOOD,
        Status.SETTLED,
        new Revision(1, 0, 0),
        Origin.LIVE);
  }
}
