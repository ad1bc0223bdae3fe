package telemetry.sink.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import telemetry.model.Guard;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemIds;
import telemetry.registry.UndecodableException;
import telemetry.sink.batch.SystemChange;
import telemetry.sink.kafka.RecordReader.Read.Bad;
import telemetry.sink.kafka.RecordReader.Read.Good;
import telemetry.topics.Partitions;

/** Reads {@code telemetry.systems}; a record without a value says that a system is gone. */
final class SystemReader implements RecordReader<SystemChange> {
  private final Deserializer<SystemDeclaration> values;

  SystemReader(Deserializer<SystemDeclaration> values) {
    this.values = values;
  }

  @Override
  public Read<SystemChange> read(ConsumerRecord<byte[], byte[]> record, int partitions) {
    SystemDeclaration declaration;
    try {
      declaration = values.deserialize(record.topic(), record.value());
    } catch (UndecodableException e) {
      return new Bad<>(e.rejection());
    }
    byte[] key = record.key();
    String text = key == null ? "no key" : new String(key, StandardCharsets.UTF_8);
    int systemId;
    try {
      systemId = declaration == null ? SystemIds.parse(text) : declaration.systemId();
    } catch (IllegalArgumentException e) {
      return new Bad<>(new Rejection(RejectReason.BAD_KEY, "key", "a system id", text));
    }
    return Guard.key(text, systemId)
        .or(() -> Guard.partition(Partitions.ofSystem(systemId, partitions), record.partition()))
        .<Read<SystemChange>>map(Bad::new)
        .orElseGet(() -> new Good<>(new SystemChange(systemId, declaration)));
  }
}
