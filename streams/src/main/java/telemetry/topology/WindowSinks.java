package telemetry.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import telemetry.model.Aggregate;
import telemetry.model.Control;
import telemetry.model.Emitted;
import telemetry.model.Event;
import telemetry.model.Rejection;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;
import telemetry.window.Span;

/** Where a task's windows tell what they have to tell. */
final class WindowSinks {
  private final ProcessorContext<byte[], byte[]> context;
  private final RowSinks rows;
  private final Serializer<Control> control;
  private final Serializer<Event> events;
  private boolean toldRows;

  WindowSinks(ProcessorContext<byte[], byte[]> context, SchemaRegistry registry) {
    this.context = context;
    this.rows = new RowSinks(registry);
    this.events = new AvroSerde<>(Topics.EVENTS, registry).serializer();
    this.control = new AvroSerde<>(Topics.CONTROL, registry).serializer();
  }

  void window(Aggregate row) {
    row(Span.FIVE_MINUTES, row);
  }

  void row(Span span, Aggregate row) {
    rows.forward(span, row, context);
    toldRows = true;
  }

  /** Whether a row was told since this was asked last. */
  boolean takeToldRows() {
    boolean told = toldRows;
    toldRows = false;
    return told;
  }

  void event(Event event) {
    send(
        StreamsTopology.EVENTS,
        Integer.toString(event.systemId()),
        events.serialize(Topics.EVENTS.name(), event));
  }

  /** How far it is told. */
  void emitted(long offset) {
    var emitted = new Emitted(context.taskId().partition(), offset);
    send(StreamsTopology.EMITTED, emitted.key(), control.serialize(Topics.CONTROL.name(), emitted));
  }

  private void send(String node, String key, byte[] value) {
    context.forward(
        new Record<>(key.getBytes(StandardCharsets.UTF_8), value, context.currentSystemTimeMs()),
        node);
  }

  /** Beyond reach, or not all of its rows can be told here. */
  void late(Record<byte[], byte[]> record) {
    context.forward(record, StreamsTopology.LATE);
  }

  void refused(
      Record<byte[], byte[]> record, String stage, Rejection rejection, RecordMetadata place) {
    context.forward(Refusals.of(record, stage, rejection, place), StreamsTopology.WINDOW_REJECTED);
  }
}
