package telemetry.sink.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import telemetry.model.Event;
import telemetry.model.Guard;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.registry.UndecodableException;
import telemetry.sink.kafka.RecordReader.Read.Bad;
import telemetry.sink.kafka.RecordReader.Read.Good;
import telemetry.topics.Partitions;

/** Reads {@code telemetry.events}. */
final class EventReader implements RecordReader<Event> {
  private final Deserializer<Event> values;

  EventReader(Deserializer<Event> values) {
    this.values = values;
  }

  @Override
  public Read<Event> read(ConsumerRecord<byte[], byte[]> record, int partitions) {
    Event event;
    try {
      event = values.deserialize(record.topic(), record.value());
    } catch (UndecodableException e) {
      return new Bad<>(e.rejection());
    }
    if (event == null) {
      return new Bad<>(
          new Rejection(RejectReason.NOT_AVRO, "value", "an event", "no value at all"));
    }
    byte[] key = record.key();
    String text = key == null ? "no key" : new String(key, StandardCharsets.UTF_8);
    int system = event.systemId();
    return Guard.key(text, system)
        .or(() -> Guard.partition(Partitions.ofSystem(system, partitions), record.partition()))
        .or(() -> RowTime.check("at", event.at()))
        .<Read<Event>>map(Bad::new)
        .orElseGet(() -> new Good<>(event));
  }
}
