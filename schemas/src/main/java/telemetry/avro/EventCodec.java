package telemetry.avro;

import java.io.IOException;
import java.time.Instant;
import org.apache.avro.Schema;
import telemetry.model.Event;
import telemetry.model.EventType;

/** {@code Event.avsc}. */
final class EventCodec implements Codec<Event> {
  private final Schema schema = SchemaFiles.read("Event");
  private final Symbols<EventType> types =
      new Symbols<>(EventType.class, schema.getField("type").schema());

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(Event event, AvroOut out) {
    types.write(event.type(), out);
    out.writeInt(event.systemId());
    Optionals.write(event.point(), out);
    out.writeLong(event.at().toEpochMilli());
    TextMap.write(event.details(), out);
  }

  @Override
  public Event read(AvroIn in) throws IOException {
    return new Event(
        types.read(in),
        in.readInt(),
        Optionals.text(in),
        Instant.ofEpochMilli(in.readLong()),
        TextMap.read(in));
  }
}
