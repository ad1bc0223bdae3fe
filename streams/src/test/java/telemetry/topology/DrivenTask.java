package telemetry.topology;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import telemetry.model.Aggregate;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemReading;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;
import telemetry.window.Span;

/**
 * The windows of one partition: the real processor over a store in memory. It can be taken up again
 * after any record, as after a commit.
 */
final class DrivenTask {
  private static final int READINGS = 1;

  private static final Map<String, Span> SPANS =
      Map.of(
          StreamsTopology.AGG_5M,
          Span.FIVE_MINUTES,
          StreamsTopology.AGG_1H,
          Span.HOUR,
          StreamsTopology.AGG_1D,
          Span.DAY);

  /** One a partition: to make one takes longer than most lives. */
  private static final Map<Integer, Context> CONTEXTS = new HashMap<>();

  private final Shape shape;
  private final int partition;
  private final SchemaRegistry registry;
  private final AvroSerde<SystemReading> readings;
  private final AvroSerde<SystemDeclaration> declarations;
  private final AvroSerde<Aggregate> rows;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Map<Span, List<Aggregate>> told = new EnumMap<>(Span.class);
  private final LosingKeyValueStore store = new LosingKeyValueStore(StateStores.WINDOWS);
  private final Context context;
  private WindowProcessor windows;
  private List<Punctuator> due = List.of();
  private long now = DrivenTopology.APPENDED.toEpochMilli();
  private long offset;
  private long declared;

  DrivenTask(Shape shape, int partition, SchemaRegistry registry) {
    this.shape = shape;
    this.partition = partition;
    this.registry = registry;
    this.readings = new AvroSerde<>(Topics.READINGS, registry);
    this.declarations = new AvroSerde<>(Topics.SYSTEMS, registry);
    this.rows = new AvroSerde<>(Topics.AGG_5M, registry);
    this.context = CONTEXTS.computeIfAbsent(partition, Context::new);
    store.init(context.getStateStoreContext(), store);
    this.windows = takenUp();
  }

  /** Keeps what is scheduled until it is taken; its parent would keep every processor for ever. */
  private static final class Context extends MockProcessorContext<byte[], byte[]> {
    private List<Punctuator> scheduled = new ArrayList<>();

    Context(int partition) {
      super(MemoryStores.settings(), new TaskId(READINGS, partition), new File("unused"));
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
      scheduled.add(callback);
      return () -> {};
    }

    List<Punctuator> takeScheduled() {
      List<Punctuator> taken = scheduled;
      scheduled = new ArrayList<>();
      return taken;
    }
  }

  private WindowProcessor takenUp() {
    context.setCurrentSystemTimeMs(now);
    var processor = new WindowProcessor(shape, new Pauses(), registry, meters);
    processor.init(context);
    due = context.takeScheduled();
    return processor;
  }

  /** Another process takes the task up, with the state as it is: what it heard is committed. */
  void restart() {
    if (shape.writes() instanceof GatheredWrites gathered) {
      gathered.write();
    }
    windows.close();
    windows = takenUp();
  }

  /** Another process takes the task up, and reads the log again from there. */
  void restart(long from) {
    restart();
    offset = from;
  }

  void read(SystemReading reading) {
    read(reading, Duration.ZERO);
  }

  /**
   * Hears a reading.
   *
   * @param ago when it was appended
   */
  void read(SystemReading reading, Duration ago) {
    context.setRecordMetadata(Topics.READINGS.name(), partition, offset++);
    windows.process(
        new Record<>(
            DrivenTopology.key(reading.systemId()),
            readings.serializer().serialize(Topics.READINGS.name(), reading),
            now - ago.toMillis()));
    take();
  }

  void declare(int systemId, String zone) {
    var system =
        new SystemDeclaration(systemId, "test", null, "home", ZoneId.of(zone), true, List.of());
    context.setRecordMetadata(Topics.SYSTEMS.name(), partition, declared++);
    windows.process(
        new Record<>(
            DrivenTopology.key(systemId),
            declarations.serializer().serialize(Topics.SYSTEMS.name(), system),
            now));
  }

  /** Time goes on, and what is due by the wall clock is done. */
  void advance(Duration time) {
    now += time.toMillis();
    context.setCurrentSystemTimeMs(now);
    due.forEach(it -> it.punctuate(now));
    take();
  }

  /** Takes what was told by now. */
  void take() {
    for (CapturedForward<? extends byte[], ? extends byte[]> sent : context.forwarded()) {
      Span span = SPANS.get(sent.childName().orElse(""));
      if (span != null) {
        told(span)
            .add(rows.deserializer().deserialize(Topics.AGG_5M.name(), sent.record().value()));
      }
    }
    context.resetForwards();
  }

  /** A sum of outcomes, or of what came. */
  long counted(String name) {
    return meters.find(name).tag("stage", "window").counters().stream()
        .mapToLong(counter -> (long) counter.count())
        .sum();
  }

  /** Its rows, as they were told. */
  List<Aggregate> told(Span span) {
    return told.computeIfAbsent(span, it -> new ArrayList<>());
  }

  LosingKeyValueStore store() {
    return store;
  }
}
