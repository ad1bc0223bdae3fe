package telemetry.deploy.rejected;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import telemetry.topics.RejectedHeaders;

/**
 * Where a record stood when it was refused: what it is known by, however often it is refused or
 * sent.
 *
 * @param topic the topic
 * @param partition its partition
 * @param offset the offset in it
 */
public record Origin(String topic, int partition, long offset) {
  /** What the headers of a refusal say. */
  static Optional<Origin> of(Headers headers) {
    String topic = RejectedHeaders.text(headers, RejectedHeaders.TOPIC);
    String partition = RejectedHeaders.text(headers, RejectedHeaders.PARTITION);
    String offset = RejectedHeaders.text(headers, RejectedHeaders.OFFSET);
    return topic == null || partition == null || offset == null
        ? Optional.empty()
        : parse(topic + "/" + partition + "/" + offset);
  }

  /** Reads what {@link #text} writes. */
  static Optional<Origin> parse(String text) {
    String[] parts = text.split("/", -1);
    try {
      return parts.length == 3
          ? Optional.of(
              new Origin(
                  parts[0], Integer.parseUnsignedInt(parts[1]), Long.parseUnsignedLong(parts[2])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty(); // Others may write headers too.
    }
  }

  /** As it is written: {@code telemetry.raw/2/1234}. */
  public String text() {
    return topic + "/" + partition + "/" + offset;
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
