package telemetry.sink.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What became of the records of one topic. Each that was consumed is counted in exactly one of the
 * others, once that is certain: consumed = written + superseded + expired + rejected + released +
 * what is held now.
 *
 * @param consumed records that were polled
 * @param written rows inserted or updated
 * @param superseded records that were older than another in the batch or in the table
 * @param expired records that are older than their table keeps
 * @param rejected records that went to {@code telemetry.rejected}, sent by this or by streams
 * @param released records given back unwritten, since the partition or the place moved
 */
record Outcomes(
    Counter consumed,
    Counter written,
    Counter superseded,
    Counter expired,
    Counter rejected,
    Counter released) {

  /** The counters of a topic. */
  static Outcomes of(MeterRegistry meters, String topic) {
    return new Outcomes(
        Counter.builder("telemetry.sink.consumed")
            .description("Records that were polled.")
            .tag("topic", topic)
            .register(meters),
        outcome(meters, topic, "written"),
        outcome(meters, topic, "superseded"),
        outcome(meters, topic, "expired"),
        outcome(meters, topic, "rejected"),
        outcome(meters, topic, "released"));
  }

  private static Counter outcome(MeterRegistry meters, String topic, String outcome) {
    return Counter.builder("telemetry.sink.outcome")
        .description("What became of them; the sum is telemetry.sink.consumed.")
        .tag("topic", topic)
        .tag("outcome", outcome)
        .register(meters);
  }
}
