package telemetry.sink.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Guard;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.registry.UndecodableException;
import telemetry.sink.kafka.RecordReader.Read.Bad;
import telemetry.sink.kafka.RecordReader.Read.Good;
import telemetry.topics.Partitions;

/** Reads aggregates: the key must name the value's point, in its system's partition. */
final class AggregateReader implements RecordReader<Aggregate> {
  /** Between these, a partition of a month has a name and a timestamp a place in COPY. */
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

  private final Deserializer<Aggregate> values;

  AggregateReader(Deserializer<Aggregate> values) {
    this.values = values;
  }

  @Override
  public Read<Aggregate> read(ConsumerRecord<byte[], byte[]> record, int partitions) {
    Aggregate row;
    try {
      row = values.deserialize(record.topic(), record.value());
    } catch (UndecodableException e) {
      return new Bad<>(e.rejection());
    }
    if (row == null) {
      return new Bad<>(
          new Rejection(RejectReason.NOT_AVRO, "value", "an aggregate", "no value at all"));
    }
    return key(record.key(), row)
        .or(() -> Guard.partition(Partitions.ofPoint(row.key(), partitions), record.partition()))
        .or(() -> time("intervalEnd", row.intervalEnd()))
        .or(() -> time("intervalStart", row.intervalStart()))
        .or(() -> time("deltaSince", row.deltaSince()))
        .<Read<Aggregate>>map(Bad::new)
        .orElseGet(() -> new Good<>(row));
  }

  private static Optional<Rejection> key(byte @Nullable [] key, Aggregate row) {
    String found = key == null ? "no key" : new String(key, StandardCharsets.UTF_8);
    String wanted = row.key().text();
    return found.equals(wanted)
        ? Optional.empty()
        : Optional.of(new Rejection(RejectReason.BAD_KEY, "key", wanted, found));
  }

  private static Optional<Rejection> time(String field, @Nullable Instant found) {
    if (found == null || (!found.isBefore(EARLIEST) && found.isBefore(LATEST))) {
      return Optional.empty();
    }
    return Optional.of(
        new Rejection(
            RejectReason.BAD_FIELD,
            field,
            "an instant from " + EARLIEST + " and before " + LATEST,
            found.toString()));
  }
}
