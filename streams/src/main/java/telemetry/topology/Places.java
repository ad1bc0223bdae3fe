package telemetry.topology;

import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Where the record at hand stands. */
final class Places {
  private Places() {}

  static RecordMetadata of(ProcessingContext context) {
    return context
        .recordMetadata()
        .orElseThrow(() -> new IllegalStateException("a record without a place in the log"));
  }
}
