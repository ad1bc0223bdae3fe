package telemetry.deploy.bench.textbook;

import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import telemetry.model.Interval;

/** Takes the last value of the window before from that of each window. */
final class DeltaProcessor
    extends ContextualProcessor<Windowed<String>, GenericRecord, String, GenericRecord> {
  private final String name;
  private KeyValueStore<String, Double> lasts;

  @SuppressWarnings("NullAway.Init") // The store is there from init on, as Kafka Streams promises.
  DeltaProcessor(String name) {
    this.name = name;
  }

  @Override
  public void init(ProcessorContext<String, GenericRecord> context) {
    super.init(context);
    lasts = context.getStateStore(name);
  }

  @Override
  public void process(Record<Windowed<String>, GenericRecord> record) {
    String point = record.key().key();
    long end = record.key().window().end();
    Double last = (Double) record.value().get("last");
    if (last != null) {
      lasts.put(point + "@" + end, last);
    }
    Double before = lasts.get(point + "@" + (end - Interval.MILLIS));
    context().forward(record.withKey(point).withValue(Records.row(record.value(), end, before)));
  }
}
