package telemetry.topology;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The header of a reading that was normalised long after its raw record was appended: when that
 * was, in epoch milliseconds, eight bytes. To the log of readings such a one is new; to whoever
 * tells what it changes it is history.
 */
final class RawAppended {
  static final String NAME = "telemetry.raw.appended";

  private RawAppended() {}

  static Headers at(long rawAppendedAt) {
    return new RecordHeaders()
        .add(NAME, ByteBuffer.allocate(Long.BYTES).putLong(rawAppendedAt).array());
  }

  /** When what a reading says first came to a log: where no raw record is named, it is its own. */
  static long of(Record<?, ?> reading) {
    Header header = reading.headers().lastHeader(NAME);
    return header != null && header.value() != null && header.value().length == Long.BYTES
        ? Math.min(ByteBuffer.wrap(header.value()).getLong(), reading.timestamp())
        : reading.timestamp();
  }
}
