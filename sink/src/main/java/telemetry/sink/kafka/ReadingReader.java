package telemetry.sink.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import telemetry.model.Guard;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.model.SystemReading;
import telemetry.registry.UndecodableException;
import telemetry.sink.batch.LoggedReading;
import telemetry.sink.kafka.RecordReader.Read.Good;
import telemetry.sink.kafka.RecordReader.Read.Told;
import telemetry.topics.Partitions;

/**
 * Reads {@code telemetry.readings}. Streams read the same log by the same guards, and tell what is
 * wrong in it; here it is only left out.
 */
final class ReadingReader implements RecordReader<LoggedReading> {
  private final Deserializer<SystemReading> values;

  ReadingReader(Deserializer<SystemReading> values) {
    this.values = values;
  }

  @Override
  public Read<LoggedReading> read(ConsumerRecord<byte[], byte[]> record, int partitions) {
    SystemReading reading;
    try {
      reading = values.deserialize(record.topic(), record.value());
    } catch (UndecodableException e) {
      return new Told<>(e.rejection());
    }
    if (reading == null) {
      return new Told<>(
          new Rejection(RejectReason.NOT_AVRO, "value", "a reading", "no value at all"));
    }
    byte[] key = record.key();
    String text = key == null ? "no key" : new String(key, StandardCharsets.UTF_8);
    int system = reading.systemId();
    return Guard.key(text, system)
        .or(() -> Guard.partition(Partitions.ofSystem(system, partitions), record.partition()))
        .or(() -> Guard.time(reading.measuredAt(), Instant.ofEpochMilli(record.timestamp())))
        .<Read<LoggedReading>>map(Told::new)
        .orElseGet(() -> new Good<>(new LoggedReading(reading, record.offset())));
  }
}
