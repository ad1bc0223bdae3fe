package telemetry.topology;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.Rejection;
import telemetry.model.SystemReading;
import telemetry.normalise.Normaliser;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.registry.UndecodableException;
import telemetry.topics.Topics;
import telemetry.vendors.Decoded;

/** Raw records to readings, or to the rejected topic. */
final class NormaliseProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  private final Normaliser normaliser;
  private final RecordGuard guard;
  private final Deserializer<RawReading> raw;
  private final Serializer<SystemReading> readings;
  private final Outcomes outcomes;

  NormaliseProcessor(
      Normaliser normaliser, int partitions, SchemaRegistry registry, MeterRegistry meters) {
    this.normaliser = normaliser;
    this.guard = new RecordGuard(partitions);
    this.raw = new AvroSerde<>(Topics.RAW, registry).deserializer();
    this.readings = new AvroSerde<>(Topics.READINGS, registry).serializer();
    this.outcomes = new Outcomes("normalise", meters);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    try (Outcomes.Taken taken = outcomes.taken()) {
      process(record, Places.of(context()), taken);
    }
  }

  private void process(Record<byte[], byte[]> record, RecordMetadata place, Outcomes.Taken taken) {
    Decoded decoded = decode(record, place);
    if (decoded instanceof Decoded.Rejected rejected) {
      context()
          .forward(
              Refusals.of(record, "normalise", rejected.rejection(), place),
              StreamsTopology.NORMALISE_REJECTED);
      taken.became(Outcomes.REJECTED);
    } else if (decoded instanceof Decoded.Accepted accepted) {
      taken.holds(accepted.polls().stream().mapToInt(poll -> poll.values().size()).sum());
      for (SystemReading reading : accepted.polls()) {
        byte[] key = Integer.toString(reading.systemId()).getBytes(StandardCharsets.UTF_8);
        byte[] value = readings.serialize(Topics.READINGS.name(), reading);
        context().forward(new Record<>(key, value, record.timestamp()), StreamsTopology.NORMALISED);
      }
      taken.became(Outcomes.ACCEPTED);
    }
  }

  private Decoded decode(Record<byte[], byte[]> record, RecordMetadata place) {
    try {
      @Nullable RawReading reading = raw.deserialize(place.topic(), record.value());
      Optional<Rejection> refused =
          guard.check(record.key(), place.partition(), reading == null ? 0 : reading.systemId());
      if (refused.isPresent()) {
        return new Decoded.Rejected(refused.get());
      }
      if (reading == null) {
        return new Decoded.Rejected(RecordGuard.NO_VALUE);
      }
      return normaliser.normalise(
          reading,
          new RawPosition(place.partition(), place.offset()),
          Instant.ofEpochMilli(record.timestamp()));
    } catch (UndecodableException e) {
      return new Decoded.Rejected(e.rejection());
    }
  }
}
