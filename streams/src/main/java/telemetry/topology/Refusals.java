package telemetry.topology;

import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import telemetry.model.Rejection;
import telemetry.topics.RejectedHeaders;

/** Records for the rejected topic: as they came, with the answer in their headers. */
final class Refusals {
  private Refusals() {}

  static Record<byte[], byte[]> of(
      Record<byte[], byte[]> record, String stage, Rejection rejection, RecordMetadata place) {
    return record.withHeaders(
        RejectedHeaders.of(
            record.headers(), stage, rejection, place.topic(), place.partition(), place.offset()));
  }
}
