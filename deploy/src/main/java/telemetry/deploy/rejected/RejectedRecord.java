package telemetry.deploy.rejected;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import telemetry.model.SystemIds;
import telemetry.topics.RejectedHeaders;

/**
 * A record that was refused.
 *
 * @param record as it stands in {@code telemetry.rejected}
 * @param redriven whether it was sent back since
 */
public record RejectedRecord(
    ConsumerRecord<byte @Nullable [], byte @Nullable []> record, boolean redriven) {
  /** Where it stands in {@code telemetry.rejected}. */
  public Place place() {
    return new Place(record.partition(), record.offset());
  }

  /** When it was refused. */
  public Instant at() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  /** The code. */
  public String reason() {
    return said(RejectedHeaders.REASON);
  }

  /** The step that refused it. */
  public String stage() {
    return said(RejectedHeaders.STAGE);
  }

  /** The text for people. */
  public String message() {
    return said(RejectedHeaders.MESSAGE);
  }

  /** Where it stood before; null if its headers do not say. */
  public @Nullable Origin origin() {
    return Origin.of(record.headers()).orElse(null);
  }

  /** What it is known by: where it first stood, or else where it stands. */
  String identity() {
    Origin origin = origin();
    return origin == null ? place().text() : origin.text();
  }

  /** Its own headers and those of the refusal. */
  public Headers headers() {
    return record.headers();
  }

  /** Its key, if it had one. */
  byte @Nullable [] key() {
    return record.key();
  }

  /** Its bytes, empty if there was no room for them. */
  public byte @Nullable [] value() {
    return record.value();
  }

  /** Its key as text. */
  public String keyText() {
    byte[] key = record.key();
    return key == null ? "" : Origin.text(key);
  }

  /** The system that its key speaks of, if it speaks of one. */
  public OptionalInt systemId() {
    String text = keyText();
    int slash = text.indexOf('/');
    try {
      return OptionalInt.of(SystemIds.parse(slash < 0 ? text : text.substring(0, slash)));
    } catch (IllegalArgumentException e) {
      return OptionalInt.empty(); // A key that names no system is one of the reasons to be here.
    }
  }

  /** For programs. */
  public Map<String, @Nullable Object> fields() {
    byte[] value = value();
    Origin origin = origin();
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("place", place().text());
    fields.put("at", at().toString());
    fields.put("system", systemId().isPresent() ? systemId().getAsInt() : null);
    fields.put("key", keyText());
    fields.put("reason", reason());
    fields.put("stage", stage());
    fields.put("origin", origin == null ? null : origin.text());
    fields.put("message", message());
    fields.put("bytes", value == null ? 0 : value.length);
    fields.put("redriven", redriven);
    return fields;
  }

  private String said(String header) {
    return Objects.requireNonNullElse(RejectedHeaders.text(record.headers(), header), "");
  }
}
