package telemetry.topology;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntToLongFunction;
import telemetry.model.Epoch;
import telemetry.model.Guard;
import telemetry.registry.SchemaRegistry;
import telemetry.replay.kafka.KafkaReadingLog;

/** Where the log of readings begins now, by partition. */
final class LogFloors implements IntToLongFunction {
  private final Map<String, String> kafka;
  private final SchemaRegistry registry;
  private final Epoch epoch;
  private final Clock clock;

  LogFloors(Map<String, String> kafka, SchemaRegistry registry, Epoch epoch, Clock clock) {
    this.kafka = kafka;
    this.registry = registry;
    this.epoch = epoch;
    this.clock = clock;
  }

  @Override
  public long applyAsLong(int partition) {
    try (var log = new KafkaReadingLog(kafka, registry, epoch.partitions(), epoch.isOfFirstLog())) {
      // Of a log that holds nothing, only what is still to come is known.
      Duration ahead = KafkaReadingLog.CLOCKS.plus(Guard.AHEAD);
      return Math.min(log.extent(partition).floor(), clock.instant().plus(ahead).toEpochMilli());
    }
  }
}
