package telemetry.avro;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
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
  public void write(Event event, BinaryEncoder out) throws IOException {
    types.write(event.type(), out);
    out.writeInt(event.systemId());
    Optionals.write(event.point(), out);
    out.writeLong(event.at().toEpochMilli());
    out.writeMapStart();
    out.setItemCount(event.details().size());
    for (Map.Entry<String, String> detail : event.details().entrySet()) {
      out.startItem();
      out.writeString(detail.getKey());
      out.writeString(detail.getValue());
    }
    out.writeMapEnd();
  }

  @Override
  public Event read(BinaryDecoder in) throws IOException {
    return new Event(
        types.read(in),
        in.readInt(),
        Optionals.text(in),
        Instant.ofEpochMilli(in.readLong()),
        readDetails(in));
  }

  private static Map<String, String> readDetails(BinaryDecoder in) throws IOException {
    var details = new HashMap<String, String>();
    for (long block = in.readMapStart(); block != 0; block = in.mapNext()) {
      int count = Bounded.items(block, in);
      for (int i = 0; i < count; i++) {
        details.put(Bounded.text(in), Bounded.text(in));
      }
    }
    return details;
  }
}
