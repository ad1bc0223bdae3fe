package telemetry.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DayCurveTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-01-01T14:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final double PEAK = 6000;

  /** Every minute of two days, so that a midnight is among them. */
  private static final List<Instant> MINUTES =
      IntStream.range(0, 2880).mapToObj(i -> MIDNIGHT.plusSeconds(60L * i)).toList();

  private final DayCurve curve = new DayCurve(ZoneId.of("Australia/Brisbane"), PEAK);

  @Test
  void theSunShinesByDayOnly() {
    assertThat(curve.solarW(MIDNIGHT)).isZero();
    assertThat(curve.solarW(MIDNIGHT.plus(Duration.ofHours(22)))).isZero();
    assertThat(curve.solarW(MIDNIGHT.plus(Duration.ofHours(12)))).isBetween(PEAK / 2, PEAK);
  }

  @Test
  void everyValueIsOneThatAHouseCouldHave() {
    assertThat(MINUTES)
        .allSatisfy(
            at -> {
              assertThat(curve.solarW(at)).isBetween(0.0, PEAK);
              assertThat(curve.loadW(at)).isPositive();
              assertThat(curve.batterySoc(at)).isBetween(0.0, 100.0);
            });
  }

  @Test
  void whatIsGivenIsWhatIsUsed() {
    assertThat(MINUTES)
        .allSatisfy(
            at ->
                assertThat(curve.solarW(at) + curve.batteryW(at) + curve.gridW(at))
                    .isCloseTo(curve.loadW(at), within(0.11)));
  }

  @Test
  void theMetersNeverRunBackAndGrowByThePower() {
    for (Instant at : MINUTES) {
      Instant before = at.minusSeconds(60);

      assertThat(curve.solarTotalWh(at) - curve.solarTotalWh(before))
          .isNotNegative()
          .isCloseTo(curve.solarW(before) / 60, within(0.11));
      assertThat(curve.loadTotalWh(at) - curve.loadTotalWh(before))
          .isNotNegative()
          .isCloseTo(curve.loadW(before) / 60, within(0.11));
    }
  }

  @Test
  void everyDayIsTheSameAndASecondDemoSaysTheSame() {
    var again = new DayCurve(ZoneId.of("Australia/Brisbane"), PEAK);

    assertThat(MINUTES)
        .allSatisfy(
            at -> {
              assertThat(again.solarTotalWh(at)).isEqualTo(curve.solarTotalWh(at));
              assertThat(curve.solarW(at.plus(DAY))).isEqualTo(curve.solarW(at));
            });
  }
}
