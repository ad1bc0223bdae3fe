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
    int expected = partition(row.key().systemId(), partitions);
    if (expected == record.partition() && isInTime(row)) {
      return new Good<>(row);
    }
    return new Bad<>(
        Guard.partition(expected, record.partition())
            .or(() -> RowTime.check("intervalEnd", row.intervalEnd()))
            .or(() -> RowTime.check("intervalStart", row.intervalStart()))
            .or(() -> RowTime.check("deltaSince", row.deltaSince()))
            .orElseThrow());
  }

  private static boolean isNamed(byte @Nullable [] key, PointKey point) {
    return key != null
        && (isPlainly(key, point)
            || Arrays.equals(key, point.text().getBytes(StandardCharsets.UTF_8)));
  }

  /** Whether a key is the text of a point; told without making that, if each byte is a letter. */
  private static boolean isPlainly(byte[] key, PointKey point) {
    String path = point.path();
    int slash = key.length - path.length() - 1;
    if (slash < 1 || key[slash] != '/' || key[0] == '0') {
      return false;
    }
    for (int i = 0; i < path.length(); i++) {
      if (key[slash + 1 + i] != path.charAt(i)) {
        return false;
      }
    }
    int rest = point.systemId();
    for (int i = slash - 1; i >= 0; i--) {
      if (key[i] != '0' + rest % 10) {
        return false;
      }
      rest /= 10;
    }
    return rest == 0;
  }

  private static boolean isInTime(Aggregate row) {
    return RowTime.isIn(row.intervalEnd())
        && RowTime.isIn(row.intervalStart())
        && (row.deltaSince() == null || RowTime.isIn(row.deltaSince()));
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
