package telemetry.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import telemetry.model.Aggregate;
import telemetry.model.CounterLimits;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.RawPosition;
import telemetry.model.SystemReading;
import telemetry.model.Value;

class SystemWindowsTest {
  private static final WindowRules RULES =
      new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7));
  private static final WindowRules SIXTY =
      RULES.with(new Reach(Duration.ofDays(7), Map.of("amber", Duration.ofDays(60))));
  private static final Instant AT = Instant.parse("2025-11-11T04:41:00Z");

  private final EncodedStore store = new EncodedStore(6);
  private final Map<String, Double> last = new HashMap<>();
  private SystemWindows windows = new SystemWindows(6, RULES, store);
  private long offset;

  @Test
  void aSourceThatIsReceivedAgainCountsAgainEvenForWhatItSaysUnchanged() {
    hear(poll("a", AT, null, "price", 30, "kwh", 1));
    hear(poll("b", AT, null, "price", 31));
    tell();
    hear(poll("a", AT, null, "price", 30, "kwh", 2));
    tell();

    assertThat(last).containsEntry("price", 30.0);
  }

  @Test
  void oldBytesDecodedAgainNeverBeatANewerCorrection() {
    hear(poll("a", AT, 5L, "price", 30));
    hear(poll("a", AT, 9L, "price", 31));

    assertThat(hear(poll("a", AT, 5L, "price", 29))).isEqualTo(Outcome.Heard.SUPERSEDED);
    assertThat(hear(poll("a", AT, 9L, "price", 32))).isEqualTo(Outcome.Heard.CORRECTED);
    tell();
    assertThat(last).containsEntry("price", 32.0);
  }

  @Test
  void aVoidKeepsItsPlaceSoThatNothingOlderReturns() {
    hear(poll("a", AT, 5L, "price", 30));
    hear(voided("a", AT, 9L));

    assertThat(hear(poll("a", AT, 5L, "price", 30))).isEqualTo(Outcome.Heard.SUPERSEDED);
  }

  @Test
  void aRecordThatTheStateHasHeardIsARepeatEvenWhereItHasSinceBeenCorrected() {
    hear(poll("a", AT, 5L, "price", 30));
    hear(poll("a", AT, 9L, "price", 31));
    windows = new SystemWindows(6, RULES, store);
    offset = 0;

    assertThat(hear(poll("a", AT, 5L, "price", 30))).isEqualTo(Outcome.Heard.REPEATED);
    assertThat(hear(poll("a", AT, 9L, "price", 31))).isEqualTo(Outcome.Heard.REPEATED);
    tell();
    assertThat(last).containsEntry("price", 31.0);
  }

  @Test
  void aVoidOfAnEvenCounterMayUncoverTheDropoutOfAnotherSource() {
    hear(poll("a", AT.minus(Duration.ofHours(1)), null, "total", 1000));
    hear(poll("b", AT, null, "total", 50));
    hear(poll("a", AT, null, "total", 1001));
    hear(poll("a", AT.plus(Duration.ofMinutes(10)), null, "total", 1005));
    tell();
    hear(voided("a", AT, null));
    var told = new HashMap<Instant, Aggregate>();
    windows.emit(false, row -> told.put(row.intervalEnd(), row));

    Aggregate dropout = told.get(Instant.parse("2025-11-11T04:45:00Z"));
    assertThat(dropout.last()).isNull();
    assertThat(dropout.errorCount()).isEqualTo(1);
    assertThat(told.get(Instant.parse("2025-11-11T04:55:00Z")).delta()).isEqualTo(5);
  }

  @Test
  void aVoidLongAgoMayUncoverTheBaseThatAnotherSourceGave() {
    hear(poll("a", AT.minus(Duration.ofHours(1)), null, "total", 80));
    hear(poll("b", AT, null, "total", 90));
    hear(reading("a", AT, null, Op.PUT, List.of(bad("total"))));
    hear(poll("b", AT.plus(Duration.ofHours(2)), null, "price", 1));
    tell();
    hear(voided("a", AT, null));
    hear(poll("b", AT.plus(Duration.ofHours(2).plusMinutes(5)), null, "total", 100));
    var told = new HashMap<Instant, Aggregate>();
    windows.emit(false, row -> told.put(row.intervalEnd(), row));

    assertThat(told.get(Instant.parse("2025-11-11T06:50:00Z")).delta()).isEqualTo(10);
  }

  @Test
  void whatIsForgottenIsCarried() {
    hear(poll("a", AT, null, "total", 1000));
    for (int day = 1; day <= 9; day++) {
      hear(poll("b", AT.plus(Duration.ofDays(day)), null, "price", day));
      tell();
    }
    windows = new SystemWindows(6, RULES, store);
    assertThat(store.get(AT.toEpochMilli(), "a")).as("beyond reach").isNull();

    hear(poll("a", AT.plus(Duration.ofDays(9)), null, "total", 1234));
    windows.emit(
        false,
        row -> {
          if (row.key().path().equals("total")) {
            assertThat(row.delta()).isEqualTo(234);
            assertThat(row.deltaSince()).isEqualTo(AT);
            last.put("told", row.delta());
          }
        });
    assertThat(last).containsKey("told");
  }

  @Test
  void aRiseFasterThanThePointCanAddsNothing() {
    windows = new SystemWindows(6, RULES.with(new CounterLimits(Map.of("*/total", 600.0))), store);
    hear(poll("a", AT, null, "total", 1000));
    hear(poll("a", AT.plusSeconds(60), null, "total", 1010));
    hear(poll("a", AT.plusSeconds(120), null, "total", 5000));
    hear(poll("a", AT.plusSeconds(180), null, "total", 5009));

    windows.emit(
        false,
        row -> {
          assertThat(row.delta()).isEqualTo(19);
          assertThat(row.last()).isEqualTo(5009);
          assertThat(row.resetCount()).isEqualTo(1);
          last.put("told", row.delta());
        });
    assertThat(last).containsKey("told");
  }

  @Test
  void aVendorThatRevisesLateReachesFurtherForItsOwnSystems() {
    windows = new SystemWindows(6, SIXTY, store);
    hear(poll("a", AT, null, "price", 1));
    assertThat(hear(poll("a", AT.minus(Duration.ofDays(30)), null, "price", 1)))
        .isEqualTo(Outcome.Heard.LATE);

    hear(of("amber", poll("p", AT.plusSeconds(60), null, "price", 1)));
    windows = new SystemWindows(6, SIXTY, store);
    assertThat(hear(poll("a", AT.minus(Duration.ofDays(30)), null, "price", 1)))
        .isEqualTo(Outcome.Heard.ACCEPTED);
    assertThat(hear(poll("a", AT.minus(Duration.ofDays(61)), null, "price", 1)))
        .isEqualTo(Outcome.Heard.LATE);
  }

  @Test
  void aReachThatBecameLongerBeginsWithWhatTheShorterOneLeft() {
    windows = new SystemWindows(6, SIXTY, store);
    for (int day = 0; day <= 20; day++) {
      hear(poll("a", AT.plus(Duration.ofDays(day)), null, "price", day));
      tell();
    }
    hear(of("amber", poll("p", AT.plus(Duration.ofDays(20)), null, "price", 1)));

    assertThat(hear(poll("a", AT.plus(Duration.ofDays(12)), null, "price", 1)))
        .as("what is known of it was forgotten")
        .isEqualTo(Outcome.Heard.LATE);
    assertThat(hear(poll("a", AT.plus(Duration.ofDays(14)), null, "price", 1)))
        .isEqualTo(Outcome.Heard.CORRECTED);
  }

  @ParameterizedTest
  @CsvSource({"test, 7", "amber, 60"})
  void theStateHoldsNoMoreThanItsReach(String vendor, int days) {
    windows = new SystemWindows(6, SIXTY, store);
    int most = 0;
    for (int hour = 0; hour < 24 * 200; hour++) {
      hear(of(vendor, poll("a", AT.plus(Duration.ofHours(hour)), null, "total", hour)));
      tell();
      most = Math.max(most, store.size());
    }

    assertThat(most).isBetween(24 * days, 24 * days + 5);
  }

  private static SystemReading of(String vendor, SystemReading it) {
    return new SystemReading(
        it.systemId(),
        vendor,
        it.source(),
        it.op(),
        it.measuredAt(),
        it.intervalStart(),
        it.receivedAt(),
        it.raw(),
        it.batch(),
        it.values());
  }

  private Outcome hear(SystemReading reading) {
    return windows.hear(reading, offset++);
  }

  private void tell() {
    windows.emit(false, row -> last.put(row.key().path(), row.last()));
    windows.rollUp(false, (span, row) -> {});
  }

  private static SystemReading poll(
      String source, Instant at, Long raw, Object... pointsAndValues) {
    var values = new ArrayList<PointValue>();
    for (int i = 0; i < pointsAndValues.length; i += 2) {
      String point = (String) pointsAndValues[i];
      values.add(
          new PointValue(
              point,
              point.equals("total") ? Kind.COUNTER : Kind.GAUGE,
              "",
              Value.of((Integer) pointsAndValues[i + 1]),
              Quality.GOOD));
    }
    return reading(source, at, raw, Op.PUT, values);
  }

  private static PointValue bad(String point) {
    return new PointValue(point, Kind.COUNTER, "", Value.of(85), Quality.BAD);
  }

  private static SystemReading voided(String source, Instant at, Long raw) {
    return reading(source, at, raw, Op.VOID, List.of());
  }

  private static SystemReading reading(
      String source, Instant at, Long raw, Op op, List<PointValue> values) {
    return new SystemReading(
        6,
        "test",
        source,
        op,
        at,
        null,
        at,
        raw == null ? null : new RawPosition(0, raw),
        null,
        values);
  }
}
