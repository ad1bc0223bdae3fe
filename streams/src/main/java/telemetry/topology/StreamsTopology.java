package telemetry.topology;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import telemetry.normalise.Aliases;
import telemetry.normalise.Normaliser;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;
import telemetry.vendors.Decoders;

/**
 * The picture. Values stay bytes between the nodes, so that a record which cannot be read is
 * refused like any other: original bytes, reason in the headers.
 *
 * <pre>
 *   raw ─► normalise ─┬─► normalise-readings (telemetry.readings)
 *          unmapped   ├─► normalise-events   (telemetry.events)
 *                     └─► normalise-rejected (telemetry.rejected)
 *
 *   readings ─┬► window ─┬─► window-agg-5m, -1h, -1d (telemetry.agg-5m, -1h, -1d; by system)
 *   systems ──┘  windows ├─► window-late             (telemetry.late)
 *                        ├─► window-events           (telemetry.events)
 *                        ├─► window-rejected         (telemetry.rejected)
 *                        └─► window-emitted          (telemetry.control)
 * </pre>
 */
public final class StreamsTopology {
  static final String NORMALISED = "normalise-readings";
  static final String NORMALISE_EVENTS = "normalise-events";
  static final String NORMALISE_REJECTED = "normalise-rejected";
  static final String AGG_5M = "window-agg-5m";
  static final String AGG_1H = "window-agg-1h";
  static final String AGG_1D = "window-agg-1d";
  static final String LATE = "window-late";
  static final String EVENTS = "window-events";
  static final String WINDOW_REJECTED = "window-rejected";
  static final String EMITTED = "window-emitted";

  private static final Deserializer<byte[]> READ = new ByteArrayDeserializer();
  private static final Serializer<byte[]> WRITE = new ByteArraySerializer();

  /**
   * A task takes the record with the smallest time next: what is declared is known before the first
   * reading is heard, though the compacted topic keeps only its newest, perhaps later, say.
   */
  private static final TimestampExtractor FIRST = (record, partitionTime) -> 0;

  private StreamsTopology() {}

  /**
   * Draws the topology.
   *
   * @param shape what settings leave open
   * @param registry gives and takes the schemas
   * @param meters counts what became of every record
   */
  public static Topology draw(Shape shape, SchemaRegistry registry, MeterRegistry meters) {
    return draw(shape, Aliases.NONE, new Pauses(), registry, meters);
  }

  /**
   * The same, where some points are others.
   *
   * @param aliases may learn of more while it runs
   * @param pauses of the threads that run it
   */
  static Topology draw(
      Shape shape, Aliases aliases, Pauses pauses, SchemaRegistry registry, MeterRegistry meters) {
    var normaliser = new Normaliser(Decoders.standard(), aliases, shape.rules().redefinitions());
    var bySystem = new BySystem(shape.partitions());
    return new Topology()
        .addSource("raw", READ, READ, Topics.RAW.name())
        .addProcessor(
            "normalise",
            () -> new NormaliseProcessor(normaliser, shape, pauses, registry, meters),
            "raw")
        .addStateStore(StateStores.unmapped(shape.storage()), "normalise")
        .addSink(NORMALISED, Topics.READINGS.name(), WRITE, WRITE, "normalise")
        .addSink(NORMALISE_EVENTS, Topics.EVENTS.name(), WRITE, WRITE, "normalise")
        .addSink(NORMALISE_REJECTED, Topics.REJECTED.name(), WRITE, WRITE, "normalise")
        .addSource("readings", READ, READ, Topics.READINGS.name())
        .addSource(AutoOffsetReset.earliest(), "systems", FIRST, READ, READ, Topics.SYSTEMS.name())
        .addProcessor(
            "window",
            () -> new WindowProcessor(shape, pauses, registry, meters),
            "readings",
            "systems")
        .addStateStore(StateStores.windows(shape.storage()), "window")
        .addSink(AGG_5M, Topics.AGG_5M.name(), WRITE, WRITE, bySystem, "window")
        .addSink(AGG_1H, Topics.AGG_1H.name(), WRITE, WRITE, bySystem, "window")
        .addSink(AGG_1D, Topics.AGG_1D.name(), WRITE, WRITE, bySystem, "window")
        .addSink(LATE, Topics.LATE.name(), WRITE, WRITE, "window")
        .addSink(EVENTS, Topics.EVENTS.name(), WRITE, WRITE, "window")
        .addSink(WINDOW_REJECTED, Topics.REJECTED.name(), WRITE, WRITE, "window")
        .addSink(EMITTED, Topics.CONTROL.name(), WRITE, WRITE, "window");
  }
}
