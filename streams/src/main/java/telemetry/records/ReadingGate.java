package telemetry.records;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import telemetry.model.Guard;
import telemetry.model.Rejection;
import telemetry.model.SystemReading;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.registry.UndecodableException;
import telemetry.topics.Topics;

/**
 * What of {@code telemetry.readings} may be heard at all: one rule for the live windows and for
 * replays. For one thread.
 */
public final class ReadingGate {
  /** What stands in a record. */
  public sealed interface Entry {
    /**
     * A reading.
     *
     * @param reading to be heard
     */
    record Let(SystemReading reading) implements Entry {}

    /**
     * Nothing that may be heard.
     *
     * @param rejection why
     * @param values how many point values could be read all the same
     */
    record Refused(Rejection rejection, int values) implements Entry {}
  }

  private final RecordGuard guard;
  private final Deserializer<SystemReading> readings;

  /**
   * A gate.
   *
   * @param partitions of the topic
   * @param registry where the schemas are
   */
  public ReadingGate(int partitions, SchemaRegistry registry) {
    this.guard = new RecordGuard(partitions);
    this.readings = new AvroSerde<>(Topics.READINGS, registry).deserializer();
  }

  /**
   * Reads a record.
   *
   * @param partition where it stands
   * @param appendedAt when the broker appended it, in epoch milliseconds
   */
  public Entry read(
      byte @Nullable [] key, byte @Nullable [] value, int partition, long appendedAt) {
    SystemReading reading;
    try {
      reading = readings.deserialize(Topics.READINGS.name(), value);
    } catch (UndecodableException e) {
      return new Entry.Refused(e.rejection(), 0);
    }
    if (reading == null) {
      return new Entry.Refused(RecordGuard.NO_VALUE, 0);
    }
    Optional<Rejection> refused =
        guard
            .check(key, partition, reading.systemId())
            .or(() -> Guard.time(reading.measuredAt(), Instant.ofEpochMilli(appendedAt)));
    return refused.isPresent()
        ? new Entry.Refused(refused.get(), reading.values().size())
        : new Entry.Let(reading);
  }
}
