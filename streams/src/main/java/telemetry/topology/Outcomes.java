package telemetry.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import telemetry.window.Outcome;

/**
 * Counts what came and what became of it. Every record, and every point value in it, ends in
 * exactly one outcome: {@code telemetry.records.in} is the sum of {@code telemetry.records}, {@code
 * telemetry.values.in} that of {@code telemetry.values}. An attempt that broke off is {@code
 * failed}; its record comes again.
 */
final class Outcomes {
  static final String REJECTED = "rejected";
  static final String ACCEPTED = "accepted";
  private static final String FAILED = "failed";

  private static final Map<Outcome.Heard, String> NAMES = names();

  private final String stage;
  private final MeterRegistry meters;
  private final Counter recordsIn;
  private final Counter valuesIn;
  private final Map<String, Counter> records = new ConcurrentHashMap<>();
  private final Map<String, Counter> values = new ConcurrentHashMap<>();

  Outcomes(String stage, MeterRegistry meters) {
    this.stage = stage;
    this.meters = meters;
    this.recordsIn = in("telemetry.records.in", "Records that came");
    this.valuesIn = in("telemetry.values.in", "Point values in records that could be read");
  }

  /** A poll that stands already beside something received later changed nothing: a repeat. */
  private static Map<Outcome.Heard, String> names() {
    var names = new EnumMap<Outcome.Heard, String>(Outcome.Heard.class);
    for (Outcome.Heard heard : Outcome.Heard.values()) {
      Outcome.Heard counted = heard == Outcome.Heard.SUPERSEDED ? Outcome.Heard.REPEATED : heard;
      names.put(heard, counted.name().toLowerCase(Locale.ROOT));
    }
    return names;
  }

  private Counter in(String name, String description) {
    return Counter.builder(name).description(description).tag("stage", stage).register(meters);
  }

  private Counter out(String name, String description, String outcome) {
    return Counter.builder(name)
        .description(description)
        .tag("stage", stage)
        .tag("outcome", outcome)
        .register(meters);
  }

  /** A record came; closing what is returned counts what became of it. */
  Taken taken() {
    recordsIn.increment();
    return new Taken();
  }

  /** A record at hand. */
  final class Taken implements AutoCloseable {
    private int held;
    private String outcome = FAILED;

    /** It could be read, and holds so many point values. */
    void holds(int count) {
      held = count;
      valuesIn.increment(count);
    }

    /** It is heard, and not all of its rows can be told. */
    void leavesRows() {
      in(
              "telemetry.records.left",
              "Records that were heard, some of whose rows are left to the late path")
          .increment();
    }

    void became(String name) {
      outcome = name;
    }

    void became(Outcome.Heard heard) {
      became(NAMES.getOrDefault(heard, FAILED));
    }

    @Override
    public void close() {
      records
          .computeIfAbsent(
              outcome,
              name ->
                  out("telemetry.records", "Records by the one thing that became of each", name))
          .increment();
      values
          .computeIfAbsent(
              outcome,
              name -> out("telemetry.values", "Point values by what became of their record", name))
          .increment(held);
    }
  }
}
