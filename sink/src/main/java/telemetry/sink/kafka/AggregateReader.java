package telemetry.sink.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Guard;
import telemetry.model.PointKey;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.registry.UndecodableException;
import telemetry.sink.kafka.RecordReader.Read.Bad;
import telemetry.sink.kafka.RecordReader.Read.Good;
import telemetry.topics.Partitions;

/** Reads aggregates: the key must name the value's point, in its system's partition. */
final class AggregateReader implements RecordReader<Aggregate> {
  private final Deserializer<Aggregate> values;
  private int lastSystem;
  private int lastPartitions;
  private int lastPartition;

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
    if (!isNamed(record.key(), row.key())) {
      return new Bad<>(key(record.key(), row));
    }
    return Guard.partition(partition(row.key().systemId(), partitions), record.partition())
        .or(() -> RowTime.check("intervalEnd", row.intervalEnd()))
        .or(() -> RowTime.check("intervalStart", row.intervalStart()))
        .or(() -> RowTime.check("deltaSince", row.deltaSince()))
        .<Read<Aggregate>>map(Bad::new)
        .orElseGet(() -> new Good<>(row));
  }

  private static boolean isNamed(byte @Nullable [] key, PointKey point) {
    return Arrays.equals(key, point.text().getBytes(StandardCharsets.UTF_8));
  }

  /** The rows of one system come together. */
  private int partition(int systemId, int partitions) {
    if (systemId != lastSystem || partitions != lastPartitions) {
      lastSystem = systemId;
      lastPartitions = partitions;
      lastPartition = Partitions.ofSystem(systemId, partitions);
    }
    return lastPartition;
  }

  private static Rejection key(byte @Nullable [] key, Aggregate row) {
    String found = key == null ? "no key" : new String(key, StandardCharsets.UTF_8);
    return new Rejection(RejectReason.BAD_KEY, "key", row.key().text(), found);
  }
}
