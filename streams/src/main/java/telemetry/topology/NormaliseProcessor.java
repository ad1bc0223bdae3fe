package telemetry.topology;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import telemetry.model.Event;
import telemetry.model.RawPosition;
import telemetry.model.SystemReading;
import telemetry.normalise.Normaliser;
import telemetry.records.RawGate;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;
import telemetry.vendors.Decoded;
import telemetry.window.Delivery;

/** Raw records to readings, or to the rejected topic. */
final class NormaliseProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  private final Shape shape;
  private final Pauses pauses;
  private final RawGate gate;
  private final Serializer<SystemReading> readings;
  private final Serializer<Event> events;
  private final Outcomes outcomes;
  private UnmappedFields unmapped;
  private boolean uncommitted;
  private long readsBefore;
  private long appendedAt;

  @SuppressWarnings("NullAway.Init") // The store is there from init on, as Kafka Streams promises.
  NormaliseProcessor(
      Normaliser normaliser,
      Shape shape,
      Pauses pauses,
      SchemaRegistry registry,
      MeterRegistry meters) {
    this.shape = shape;
    this.pauses = pauses;
    this.gate = new RawGate(normaliser, shape.partitions(), registry);
    this.readings = new AvroSerde<>(Topics.READINGS, registry).serializer();
    this.events = new AvroSerde<>(Topics.EVENTS, registry).serializer();
    this.outcomes = new Outcomes("normalise", meters);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    unmapped = new UnmappedFields(context.getStateStore(StateStores.UNMAPPED));
    if (shape.delivery() == Delivery.WITH_STATE) {
      context.schedule(shape.normaliseEvery(), PunctuationType.WALL_CLOCK_TIME, this::commit);
    }
  }

  /**
   * A reading is heard once it is committed, and while live somebody waits for it. Whoever catches
   * up is committed by the interval alone, which is longer, until its thread has no more to read:
   * each commit stops the thread.
   */
  private void commit(long now) {
    long reads = pauses.reads();
    if (uncommitted && (reads == readsBefore || !shape.isBehind(appendedAt, now))) {
      context().commit();
      uncommitted = false;
    }
    readsBefore = reads;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    try (Outcomes.Taken taken = outcomes.taken()) {
      process(record, Places.of(context()), taken);
    }
    pauses.read();
    uncommitted = true;
    appendedAt = record.timestamp();
  }

  private void process(Record<byte[], byte[]> record, RecordMetadata place, Outcomes.Taken taken) {
    Decoded decoded =
        gate.read(
            record.key(),
            record.value(),
            new RawPosition(place.partition(), place.offset()),
            record.timestamp());
    if (decoded instanceof Decoded.Rejected rejected) {
      context()
          .forward(
              Refusals.of(record, "normalise", rejected.rejection(), place),
              StreamsTopology.NORMALISE_REJECTED);
      taken.became(Outcomes.REJECTED);
    } else if (decoded instanceof Decoded.Accepted accepted) {
      taken.holds(accepted.polls().stream().mapToInt(poll -> poll.values().size()).sum());
      Headers headers = headers(record.timestamp());
      for (SystemReading poll : accepted.polls()) {
        byte[] key = Integer.toString(poll.systemId()).getBytes(StandardCharsets.UTF_8);
        byte[] value = readings.serialize(Topics.READINGS.name(), poll);
        context()
            .forward(
                new Record<>(key, value, record.timestamp(), headers), StreamsTopology.NORMALISED);
      }
      unmapped.tell(accepted, event -> forward(event, record.timestamp()));
      taken.became(Outcomes.ACCEPTED);
    }
  }

  /** Live, the reading is appended when its raw record was, or nearly. */
  private Headers headers(long appended) {
    return shape.isBehind(appended, context().currentSystemTimeMs())
        ? RawAppended.at(appended)
        : new RecordHeaders();
  }

  private void forward(Event event, long timestamp) {
    byte[] key = Integer.toString(event.systemId()).getBytes(StandardCharsets.UTF_8);
    byte[] value = events.serialize(Topics.EVENTS.name(), event);
    context().forward(new Record<>(key, value, timestamp), StreamsTopology.NORMALISE_EVENTS);
  }
}
