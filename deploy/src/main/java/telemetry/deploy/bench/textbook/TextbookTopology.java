package telemetry.deploy.bench.textbook;

import java.time.Duration;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import telemetry.model.Interval;
import telemetry.model.PointKey;
import telemetry.model.SystemReading;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;

/** The picture, as the DSL draws it. */
final class TextbookTopology {
  static final String ROWS = "textbook.agg-5m";
  static final String SAMPLES = "samples";
  private static final String LASTS = "lasts";

  private TextbookTopology() {}

  static Topology draw(SchemaRegistry registry, Duration grace) {
    Serde<SystemReading> readings = new AvroSerde<>(Topics.READINGS, registry);
    Serde<GenericRecord> samples = GenericSerde.of(Records.SAMPLE, registry);
    Serde<GenericRecord> summaries = GenericSerde.of(Records.SUMMARY, registry);
    var builder = new StreamsBuilder();
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(LASTS), Serdes.String(), Serdes.Double()));
    builder.stream(
            Topics.READINGS.name(),
            Consumed.with(Serdes.String(), readings)
                .withTimestampExtractor(
                    // Windows of the DSL are [start, end); a millisecond earlier they are ours.
                    (record, before) ->
                        ((SystemReading) record.value()).measuredAt().toEpochMilli() - 1))
        .flatMap(
            (system, reading) ->
                reading.values().stream()
                    .map(
                        value ->
                            KeyValue.pair(
                                new PointKey(reading.systemId(), value.point()).text(),
                                Records.sample(reading, value)))
                    .toList(),
            Named.as("points"))
        .groupByKey(Grouped.with(SAMPLES, Serdes.String(), samples))
        .windowedBy(TimeWindows.ofSizeAndGrace(Interval.LENGTH, grace))
        .aggregate(
            Records::none,
            (point, sample, summary) -> Records.plus(summary, sample),
            Named.as("sums"),
            Materialized.<String, GenericRecord, WindowStore<Bytes, byte[]>>as("summaries")
                .withKeySerde(Serdes.String())
                .withValueSerde(summaries))
        .toStream(Named.as("changes"))
        .process(() -> new DeltaProcessor(LASTS), Named.as("deltas"), LASTS)
        .to(
            ROWS,
            Produced.<String, GenericRecord>as("rows")
                .withKeySerde(Serdes.String())
                .withValueSerde(summaries));
    return builder.build();
  }
}
