package telemetry.topology;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import telemetry.model.Aggregate;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topic;
import telemetry.topics.Topics;
import telemetry.window.Span;

/** Where the rows of each span go. */
final class RowSinks {
  /** The topic of each span. */
  static final Map<Span, Topic<Aggregate>> TOPICS =
      Map.of(Span.FIVE_MINUTES, Topics.AGG_5M, Span.HOUR, Topics.AGG_1H, Span.DAY, Topics.AGG_1D);

  private static final Map<Span, String> NODES =
      Map.of(
          Span.FIVE_MINUTES,
          StreamsTopology.AGG_5M,
          Span.HOUR,
          StreamsTopology.AGG_1H,
          Span.DAY,
          StreamsTopology.AGG_1D);

  private final Map<Span, Serializer<Aggregate>> serializers = new EnumMap<>(Span.class);

  RowSinks(SchemaRegistry registry) {
    TOPICS.forEach(
        (span, topic) -> serializers.put(span, new AvroSerde<>(topic, registry).serializer()));
  }

  void forward(Span span, Aggregate row, ProcessorContext<byte[], byte[]> context) {
    Serializer<Aggregate> serializer = serializers.get(span);
    Topic<Aggregate> topic = TOPICS.get(span);
    if (serializer == null || topic == null) {
      throw new IllegalStateException("rows: wanted a topic of " + span + ", found none");
    }
    context.forward(
        new Record<>(
            // Made anew: of thousands of points, those kept would be further away.
            row.key().text().getBytes(StandardCharsets.UTF_8),
            serializer.serialize(topic.name(), row),
            context.currentSystemTimeMs()),
        NODES.get(span));
  }
}
