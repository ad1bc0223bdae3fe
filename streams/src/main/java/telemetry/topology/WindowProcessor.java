package telemetry.topology;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import telemetry.model.Aggregate;
import telemetry.model.Control;
import telemetry.model.Emitted;
import telemetry.model.Event;
import telemetry.model.EventType;
import telemetry.model.Interval;
import telemetry.model.SystemReading;
import telemetry.records.ReadingGate;
import telemetry.records.RecordGuard;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;
import telemetry.window.Delivery;
import telemetry.window.Outcome;
import telemetry.window.Span;
import telemetry.window.StateCodec;
import telemetry.window.SystemWindows;
import telemetry.window.Zone;

/** Readings to aggregates. Each system is heard by itself; none can move another's time. */
final class WindowProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  /** A minute long, so that systems that fall silent together do not settle in one burst. */
  private static final Duration SPREAD = Duration.ofMinutes(1);

  private final Shape shape;
  private final ReadingGate gate;
  private final RowSinks rows;
  private final Zones zones;
  private final Pace pace;
  private final Serializer<Control> control;
  private final Serializer<Event> events;
  private final Outcomes outcomes;
  private final Outcomes declarations;
  private final Map<Integer, SystemWindows> systems = new HashMap<>();
  private final Set<Integer> untold = new LinkedHashSet<>();
  private final StateCodec codec = new StateCodec();
  private KeyValueStore<Bytes, byte[]> store;
  private TaskPosition position;
  private LogFloor floor;
  private final Quiet quiet = new Quiet();
  private final Map<Integer, Long> heardAt = new HashMap<>();
  private long startedAt;
  private long appendedAt;
  private boolean busy;
  private boolean forwarded;

  @SuppressWarnings("NullAway.Init") // The store is there from init on, as Kafka Streams promises.
  WindowProcessor(Shape shape, SchemaRegistry registry, MeterRegistry meters) {
    this.shape = shape;
    this.gate = new ReadingGate(shape.partitions(), registry);
    this.rows = new RowSinks(registry);
    this.zones = new Zones(registry, new RecordGuard(shape.partitions()));
    this.pace = new Pace(shape.rollUpEvery());
    this.events = new AvroSerde<>(Topics.EVENTS, registry).serializer();
    this.control = new AvroSerde<>(Topics.CONTROL, registry).serializer();
    this.outcomes = new Outcomes("window", meters);
    this.declarations = new Outcomes("zone", meters);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    // A task that is taken up again after an abort comes here with the processor it had.
    systems.clear();
    untold.clear();
    heardAt.clear();
    busy = false;
    startedAt = context.currentSystemTimeMs();
    store = context.getStateStore(StateStores.WINDOWS);
    int partition = context.taskId().partition();
    position = new TaskPosition(store);
    floor = new LogFloor(store, () -> shape.floor().applyAsLong(partition));
    pace.start(startedAt);
    zones.load(store, codec);
    try (var marks = store.range(StateKeys.FIRST_MARK, StateKeys.AFTER_MARKS)) {
      while (marks.hasNext()) {
        untold.add(StateKeys.systemOf(marks.next().key));
      }
    }
    // Each poll that the state holds stands in a marked window, or the position was saved since.
    for (int systemId : untold) {
      position.reach(windows(systemId).newestPollOffset());
    }
    if (shape.delivery() != Delivery.WITH_STATE) {
      for (int systemId : untold) {
        windows(systemId).takenUpAt(position.offset());
      }
    }
    untold.addAll(quiet.load(store, shape.rules().silence(), startedAt));
    context.schedule(
        shape.emitEvery(), PunctuationType.WALL_CLOCK_TIME, now -> tell(Instant.ofEpochMilli(now)));
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
    moved.forEach(systemId -> windows(systemId).keepZone());
  }

  private void process(Record<byte[], byte[]> record, RecordMetadata place, Outcomes.Taken taken) {
    Outcome outcome = hear(record, place, taken);
    appendedAt = record.timestamp();
    busy = true;
    if (outcome instanceof Outcome.Refused refused) {
      context()
          .forward(
              Refusals.of(record, "window", refused.rejection(), place),
              StreamsTopology.WINDOW_REJECTED);
      position.reach(place.offset());
      position.save();
      taken.became(Outcomes.REJECTED);
    } else if (outcome instanceof Outcome.Heard heard) {
      if (heard == Outcome.Heard.LATE) {
        context().forward(record, StreamsTopology.LATE);
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
      windows(systemId).move(offset);
      untold.add(systemId);
    }
    return moving;
  }

  /** A system's zone, which takes effect at the next reading. */
  private void declare(Record<byte[], byte[]> record, RecordMetadata place, Outcomes.Taken taken) {
    Zones.Declared declared = zones.read(record, place);
    if (declared instanceof Zones.Declared.Refused refused) {
      context()
          .forward(
              Refusals.of(record, "zone", refused.rejection(), place),
              StreamsTopology.WINDOW_REJECTED);
      position.keep();
      taken.became(Outcomes.REJECTED);
    } else if (declared instanceof Zones.Declared.In in) {
      Zone zone =
          zones.declare(
              new StoredSystem(in.systemId(), store, codec),
              in.systemId(),
              in.zone(),
              position.offset());
      SystemWindows loaded = systems.get(in.systemId());
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
    SystemWindows windows = windows(reading.systemId());
    long before = windows.newest();
    windows.arrived(record.timestamp());
    Outcome outcome = windows.hear(reading, place.offset());
    if (windows.leftBehind()) {
      context().forward(record, StreamsTopology.LATE);
      taken.leavesRows();
      late(reading, Map.of("source", reading.source(), "left", "rows"));
    }
    position.reach(place.offset());
    untold.add(reading.systemId());
    heardAt.put(reading.systemId(), record.timestamp());
    if (outcome == Outcome.Heard.LATE) {
      late(reading, Map.of("source", reading.source()));
    }
    if (windows.hasEvents()) {
      windows.events(this::forward);
    }
    if (Interval.endOf(windows.newest()) != Interval.endOf(before)) {
      emitSettled(windows);
    }
    return outcome;
  }

  private SystemWindows windows(int systemId) {
    return systems.computeIfAbsent(
        systemId,
        id ->
            new SystemWindows(
                id,
                shape.rules(),
                floor.begin(new StoredSystem(id, store, codec)),
                shape.delivery()));
  }

  /** The position is kept first: a mark that is gone says no more how far the task had read. */
  private void emit(SystemWindows windows, boolean settledOnly) {
    position.save();
    windows.emit(settledOnly, this::forward);
    windows.events(this::forward);
  }

  private void emitSettled(SystemWindows windows) {
    emit(windows, true);
    windows.rollUp(true, this::forward);
  }

  /** Tells what changed: everything while live, only what has settled while catching up. */
  private void tell(Instant now) {
    boolean catchingUp = busy && shape.isBehind(appendedAt, now.toEpochMilli());
    boolean idle = !busy;
    busy = false;
    // Whatever was heard since the last time is here.
    untold.forEach(systemId -> quiet.heard(systemId, windows(systemId).quietAt(startedAt)));
    if (!catchingUp) {
      settleIdle(now.toEpochMilli());
      lookForSilence(now.toEpochMilli());
    }
    boolean windowsTold = true;
    var waiting = untold.iterator();
    while (waiting.hasNext()) {
      int systemId = waiting.next();
      SystemWindows windows = windows(systemId);
      emit(windows, catchingUp);
      if (!catchingUp
          && windows.hasUntoldRollUps()
          && pace.isDue(systemId, now.toEpochMilli(), idle)) {
        windows.rollUp(false, this::forward);
      }
      windowsTold &= !windows.hasUntold();
      if (!windows.hasUntold() && !windows.hasUntoldRollUps()) {
        waiting.remove();
      }
    }
    position.save();
    if (windowsTold && position.tell(untold.isEmpty())) {
      var emitted = new Emitted(context().taskId().partition(), position.told());
      context()
          .forward(
              new Record<>(
                  emitted.key().getBytes(StandardCharsets.UTF_8),
                  control.serialize(Topics.CONTROL.name(), emitted),
                  now.toEpochMilli()),
              StreamsTopology.EMITTED);
    }
    if ((forwarded || !idle) && !catchingUp) {
      // Whoever reads what is committed should not wait for the next interval.
      context().commit();
    }
    forwarded = false;
  }

  /** Where nothing is heard any more, the wall clock says that a window is over. */
  private void settleIdle(long now) {
    systems.forEach(
        (systemId, windows) -> {
          long silent = now - heardAt.getOrDefault(systemId, startedAt);
          if (windows.hasMarks()
              && silent >= shape.rules().settle().toMillis() + Spread.of(systemId, SPREAD)) {
            windows.idle(now);
            emitSettled(windows);
          }
        });
  }

  private void forward(Aggregate window) {
    forward(Span.FIVE_MINUTES, window);
  }

  private void forward(Span span, Aggregate row) {
    rows.forward(span, row, context());
    forwarded = true;
  }

  private void lookForSilence(long now) {
    for (int systemId : quiet.due(now)) {
      SystemWindows windows = windows(systemId);
      windows.quiet(now, startedAt);
      quiet.heard(systemId, windows.quietAt(startedAt));
      untold.add(systemId);
    }
  }

  /** Beyond reach; told with the record, so that whoever hears of the one has the other. */
  private void late(SystemReading reading, Map<String, String> details) {
    forward(new Event(EventType.LATE, reading.systemId(), null, reading.measuredAt(), details));
  }

  private void forward(Event event) {
    context()
        .forward(
            new Record<>(
                Integer.toString(event.systemId()).getBytes(StandardCharsets.UTF_8),
                events.serialize(Topics.EVENTS.name(), event),
                context().currentSystemTimeMs()),
            StreamsTopology.EVENTS);
  }
}
