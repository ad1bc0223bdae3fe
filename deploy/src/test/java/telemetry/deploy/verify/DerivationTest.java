package telemetry.deploy.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import telemetry.model.CounterLimits;
import telemetry.model.Epoch;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointKey;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.Redefinitions;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.sink.verify.WindowRow;

class DerivationTest {
  private static final Instant END = Instant.parse("2025-11-10T00:05:00Z");
  private static final Instant BASE = Instant.parse("2025-11-08T00:00:00Z");

  private static SystemReading total(Instant at, double wh) {
    var value = new PointValue("t", Kind.COUNTER, "Wh", Value.of(wh), Quality.GOOD);
    return new SystemReading(6, "v", "s", Op.PUT, at, null, at, null, null, List.of(value));
  }

  private static WindowRow row(Instant base, double delta, String since) {
    Map<String, String> says = new LinkedHashMap<>();
    says.put("kind", "COUNTER");
    says.put("interval_start", "2025-11-10T00:00:00Z");
    List.of("avg", "min", "max", "last_text").forEach(name -> says.put(name, "null"));
    says.put("last", "1300.0");
    says.put("delta", Double.isNaN(delta) ? "null" : Double.toString(delta));
    says.put("delta_since", since);
    says.put("sample_count", "1");
    says.put("error_count", "0");
    says.put("reset_count", "0");
    says.put("quality", "GOOD");
    return new WindowRow(new PointKey(6, "t"), Kind.COUNTER, "Wh", END, base, 1_000, says);
  }

  private static Derivation heard(WindowRow row) {
    var epoch = new Epoch(1, "id", 4, 1, "test", BASE, CounterLimits.NONE, 1);
    var derivation = new Derivation(row, 0, epoch, Redefinitions.NONE);
    derivation.hear(total(BASE.minusSeconds(86_400), 900), 0);
    derivation.hear(total(BASE, 1_000), 1);
    derivation.hear(total(END.minusSeconds(60), 1_300), 2);
    derivation.hear(total(END.plusSeconds(86_400), 5_000), 3);
    return derivation;
  }

  @Test
  void aHistoryThatStandsInTheLogAsOnePieceGivesTheRowFromItsBase() {
    assertThat(heard(row(BASE, 300, BASE.toString())).difference()).isEmpty();
  }

  @Test
  void aCounterThatClaimsToHaveNoBaseIsHeldAgainstAllThatIsOlder() {
    Instant start = Instant.parse("2025-11-10T00:00:00Z");

    assertThat(heard(row(start, Double.NaN, "null")).difference())
        .hasValueSatisfying(text -> assertThat(text).contains("delta: wanted 300.0, found null"));
  }
}
