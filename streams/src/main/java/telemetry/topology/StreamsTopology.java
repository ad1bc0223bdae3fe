package telemetry.topology;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
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
 *                     └─► normalise-rejected (telemetry.rejected)
 *
 *   readings ─► window ─┬─► window-agg-5m   (telemetry.agg-5m, partitioned by system)
 *     polls, marks,     ├─► window-late     (telemetry.late)
 *     facts             ├─► window-rejected (telemetry.rejected)
 *                       └─► window-emitted  (telemetry.control)
 * </pre>
 */
public final class StreamsTopology {
  static final String NORMALISED = "normalise-readings";
  static final String NORMALISE_REJECTED = "normalise-rejected";
  static final String AGG_5M = "window-agg-5m";
  static final String LATE = "window-late";
  static final String WINDOW_REJECTED = "window-rejected";
  static final String EMITTED = "window-emitted";

  private static final Deserializer<byte[]> READ = new ByteArrayDeserializer();
  private static final Serializer<byte[]> WRITE = new ByteArraySerializer();

  private StreamsTopology() {}

  /**
   * Draws the topology.
   *
   * @param shape what settings leave open
   * @param registry gives and takes the schemas
   * @param meters counts what became of every record
   */
  public static Topology draw(Shape shape, SchemaRegistry registry, MeterRegistry meters) {
    var normaliser = new Normaliser(Decoders.standard());
    return new Topology()
        .addSource("raw", READ, READ, Topics.RAW.name())
        .addProcessor(
            "normalise",
            () -> new NormaliseProcessor(normaliser, shape.partitions(), registry, meters),
            "raw")
        .addSink(NORMALISED, Topics.READINGS.name(), WRITE, WRITE, "normalise")
        .addSink(NORMALISE_REJECTED, Topics.REJECTED.name(), WRITE, WRITE, "normalise")
        .addSource("readings", READ, READ, Topics.READINGS.name())
        .addProcessor("window", () -> new WindowProcessor(shape, registry, meters), "readings")
        .addStateStore(StateStores.windows(shape.storage()), "window")
        .addSink(AGG_5M, Topics.AGG_5M.name(), WRITE, WRITE, new BySystem(), "window")
        .addSink(LATE, Topics.LATE.name(), WRITE, WRITE, "window")
        .addSink(WINDOW_REJECTED, Topics.REJECTED.name(), WRITE, WRITE, "window")
        .addSink(EMITTED, Topics.CONTROL.name(), WRITE, WRITE, "window");
  }
}
