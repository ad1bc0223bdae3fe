package telemetry.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what became of every record: each ends in exactly one outcome, and the sums balance. */
final class Outcomes {
  private final String stage;
  private final MeterRegistry meters;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  Outcomes(String stage, MeterRegistry meters) {
    this.stage = stage;
    this.meters = meters;
  }

  void count(Enum<?> outcome) {
    count(outcome.name().toLowerCase(Locale.ROOT));
  }

  void count(String outcome) {
    counters
        .computeIfAbsent(
            outcome,
            name ->
                Counter.builder("telemetry.records")
                    .description("Records by the one thing that became of each")
                    .tag("stage", stage)
                    .tag("outcome", name)
                    .register(meters))
        .increment();
  }
}
