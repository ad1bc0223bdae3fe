package telemetry.records;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.Rejection;
import telemetry.normalise.Normaliser;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.registry.UndecodableException;
import telemetry.topics.Topics;
import telemetry.vendors.Decoded;

/** What the records of {@code telemetry.raw} mean. For one thread. */
public final class RawGate {
  private final Normaliser normaliser;
  private final RecordGuard guard;
  private final Deserializer<RawReading> raw;

  /**
   * A gate.
   *
   * @param partitions of the topic
   * @param registry where the schemas are
   */
  public RawGate(Normaliser normaliser, int partitions, SchemaRegistry registry) {
    this.normaliser = normaliser;
    this.guard = new RecordGuard(partitions);
    this.raw = new AvroSerde<>(Topics.RAW, registry).deserializer();
  }

  /**
   * Reads a record.
   *
   * @param place where it stands
   * @param appendedAt when the broker appended it, in epoch milliseconds
   */
  public Decoded read(
      byte @Nullable [] key, byte @Nullable [] value, RawPosition place, long appendedAt) {
    try {
      @Nullable RawReading reading = raw.deserialize(Topics.RAW.name(), value);
      Optional<Rejection> refused =
          guard.check(key, place.partition(), reading == null ? 0 : reading.systemId());
      if (refused.isPresent()) {
        return new Decoded.Rejected(refused.get());
      }
      if (reading == null) {
        return new Decoded.Rejected(RecordGuard.NO_VALUE);
      }
      return normaliser.normalise(reading, place, Instant.ofEpochMilli(appendedAt));
    } catch (UndecodableException e) {
      return new Decoded.Rejected(e.rejection());
    }
  }
}
