package telemetry.topics;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import telemetry.model.Rejection;

/**
 * The headers of a record in {@code telemetry.rejected}: Kafka Streams' own dead-letter names for
 * where it came from, ours for why.
 */
public final class RejectedHeaders {
  /** The text for people. */
  public static final String MESSAGE = "__streams.errors.message";

  /** The topic it stood in. */
  public static final String TOPIC = "__streams.errors.topic";

  /** The partition it stood in. */
  public static final String PARTITION = "__streams.errors.partition";

  /** The offset it stood at. */
  public static final String OFFSET = "__streams.errors.offset";

  /** The step that refused it: normalise, window, sink. */
  public static final String STAGE = "telemetry.stage";

  /** The {@link telemetry.model.RejectReason}. */
  public static final String REASON = "telemetry.reason";

  /**
   * On a record without a value: not a refusal, but the mark that the one that stood there was sent
   * back. Topic, partition and offset: {@code telemetry.raw/2/1234}.
   */
  public static final String REDRIVEN = "telemetry.redriven";

  /** On a record that was sent back: where it had stood, in the same words. */
  public static final String REDRIVEN_FROM = "telemetry.redriven.from";

  private static final List<String> OF_A_REFUSAL =
      List.of(MESSAGE, TOPIC, PARTITION, OFFSET, STAGE, REASON);

  private RejectedHeaders() {}

  /** The headers that a record came with. */
  public static Headers original(Headers refused) {
    var headers = new RecordHeaders(refused);
    OF_A_REFUSAL.forEach(headers::remove);
    headers.remove(REDRIVEN_FROM);
    return headers;
  }

  /** The headers of a refusal, added to those that the record came with. */
  public static Headers of(
      Headers original,
      String stage,
      Rejection rejection,
      String topic,
      int partition,
      long offset) {
    var headers = new RecordHeaders(original);
    put(headers, MESSAGE, rejection.text());
    put(headers, TOPIC, topic);
    put(headers, PARTITION, Integer.toString(partition));
    put(headers, OFFSET, Long.toString(offset));
    put(headers, STAGE, stage);
    put(headers, REASON, rejection.reason().name());
    return headers;
  }

  /** A header's text, if it is there. */
  public static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static void put(Headers headers, String name, String text) {
    headers.remove(name);
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
