package telemetry.topology;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import telemetry.model.Event;
import telemetry.model.EventType;
import telemetry.model.Interval;
import telemetry.model.SystemReading;
import telemetry.records.ReadingGate;
import telemetry.records.RecordGuard;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;
import telemetry.window.Delivery;
import telemetry.window.Outcome;
import telemetry.window.SystemWindows;
import telemetry.window.Zone;

/** Readings to aggregates. Each system is heard by itself; none can move another's time. */
final class WindowProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  private final Shape shape;
  private final Pauses pauses;
  private final SchemaRegistry registry;
  private final ReadingGate gate;
  private final Zones zones;
  private final Outcomes outcomes;
  private final Outcomes declarations;
  private KeyValueStore<Bytes, byte[]> store;
  private TaskPosition position;
  private TaskSystems systems;
  private WindowSinks sinks;
  private TaskReads reads;
  private Teller teller;

  @SuppressWarnings("NullAway.Init") // The task is there from init on, as Kafka Streams promises.
  WindowProcessor(Shape shape, Pauses pauses, SchemaRegistry registry, MeterRegistry meters) {
    this.shape = shape;
    this.pauses = pauses;
    this.registry = registry;
    this.gate = new ReadingGate(shape.partitions(), registry);
    this.zones = new Zones(registry, new RecordGuard(shape.partitions()));
    this.outcomes = new Outcomes("window", meters);
    this.declarations = new Outcomes("zone", meters);
  }

  /** A task that is taken up again after an abort comes here with the processor it had. */
  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    store = shape.writes().begin(context.getStateStore(StateStores.WINDOWS));
    int partition = context.taskId().partition();
    position = new TaskPosition(store);
    systems =
        new TaskSystems(
            shape, store, new LogFloor(store, () -> shape.floor().applyAsLong(partition)));
    zones.load(store);
    sinks = new WindowSinks(context, registry);
    long now = context.currentSystemTimeMs();
    reads = new TaskReads(shape, pauses);
    teller = new Teller(shape, reads, systems, position, sinks, takeUpMarked(), now);
    teller.load(store);
    each(shape.emitEvery(), teller::tick);
    each(Teller.LOOK, teller::look);
  }

  /** Whoever reads what is committed should not wait for the next interval. */
  private void each(Duration interval, LongPredicate tellsNews) {
    context()
        .schedule(
            interval,
            PunctuationType.WALL_CLOCK_TIME,
            now -> {
              if (tellsNews.test(now)) {
                context().commit();
              }
            });
  }

  /** Each poll that the state holds stands in a marked window, or the position was saved since. */
  private Set<Integer> takeUpMarked() {
    Set<Integer> marked = systems.marked();
    for (int systemId : marked) {
      position.reach(systems.of(systemId).newestPollOffset());
    }
    if (shape.delivery() != Delivery.WITH_STATE) {
      for (int systemId : marked) {
        systems.of(systemId).takenUpAt(position.offset());
      }
    }
    return marked;
  }

  @Override
  public void close() {
    shape.writes().end(store);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata place = Places.of(context());
    if (place.topic().equals(Topics.SYSTEMS.name())) {
      try (Outcomes.Taken taken = declarations.taken()) {
        declare(record, place, taken);
      }
      return;
    }
    Set<Integer> moved = move(place.offset());
    try (Outcomes.Taken taken = outcomes.taken()) {
      process(record, place, taken);
    }
    moved.forEach(systemId -> systems.of(systemId).keepZone());
  }

  private void process(Record<byte[], byte[]> record, RecordMetadata place, Outcomes.Taken taken) {
    Outcome outcome = hear(record, place, taken);
    reads.read(RawAppended.of(record));
    if (outcome instanceof Outcome.Refused refused) {
      sinks.refused(record, "window", refused.rejection(), place);
      position.reach(place.offset());
      position.save();
      taken.became(Outcomes.REJECTED);
    } else if (outcome instanceof Outcome.Heard heard) {
      if (heard == Outcome.Heard.LATE) {
        sinks.late(record);
      }
      if (heard != Outcome.Heard.ACCEPTED && heard != Outcome.Heard.CORRECTED) {
        position.save();
      }
      taken.became(heard);
    }
  }

  /** Lets zones take effect. */
  private Set<Integer> move(long offset) {
    Set<Integer> moving = zones.takeMoving(offset);
    for (int systemId : moving) {
      systems.of(systemId).move(offset);
      teller.changed(systemId);
    }
    return moving;
  }

  /** A system's zone, which takes effect at the next reading. */
  private void declare(Record<byte[], byte[]> record, RecordMetadata place, Outcomes.Taken taken) {
    Zones.Declared declared = zones.read(record, place);
    if (declared instanceof Zones.Declared.Refused refused) {
      sinks.refused(record, "zone", refused.rejection(), place);
      position.keep();
      taken.became(Outcomes.REJECTED);
    } else if (declared instanceof Zones.Declared.In in) {
      int systemId = in.systemId();
      Zone zone = zones.declare(systems.stored(systemId), systemId, in.zone(), position.offset());
      SystemWindows loaded = systems.taken(systemId);
      if (loaded != null) {
        loaded.declared(zone);
      }
      taken.became(Outcomes.ACCEPTED);
    }
  }

  private Outcome hear(Record<byte[], byte[]> record, RecordMetadata place, Outcomes.Taken taken) {
    ReadingGate.Entry entry =
        gate.read(record.key(), record.value(), place.partition(), record.timestamp());
    if (entry instanceof ReadingGate.Entry.Refused refused) {
      taken.holds(refused.values());
      return new Outcome.Refused(refused.rejection());
    }
    SystemReading reading = ((ReadingGate.Entry.Let) entry).reading();
    taken.holds(reading.values().size());
    SystemWindows windows = systems.of(reading.systemId());
    long before = windows.newest();
    windows.arrived(record.timestamp());
    Outcome outcome = windows.hear(reading, place.offset());
    if (windows.leftBehind()) {
      sinks.late(record);
      taken.leavesRows();
      late(reading, Map.of("source", reading.source(), "left", "rows"));
    }
    position.reach(place.offset());
    teller.heard(reading.systemId(), record.timestamp());
    if (outcome == Outcome.Heard.LATE) {
      late(reading, Map.of("source", reading.source()));
    }
    if (windows.hasEvents()) {
      windows.events(sinks::event);
    }
    if (Interval.endOf(windows.newest()) != Interval.endOf(before)) {
      teller.tellSettled(windows);
    }
    return outcome;
  }

  /** Beyond reach; told with the record, so that whoever hears of the one has the other. */
  private void late(SystemReading reading, Map<String, String> details) {
    sinks.event(new Event(EventType.LATE, reading.systemId(), null, reading.measuredAt(), details));
  }
}
