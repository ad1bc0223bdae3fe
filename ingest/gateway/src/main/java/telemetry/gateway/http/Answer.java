package telemetry.gateway.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import telemetry.gateway.RawSink;
import telemetry.model.Rejection;

/**
 * What a sender is told.
 *
 * @param status the HTTP status
 * @param body JSON: where the reading stands in the log, or {@code {error, field, expected, found}}
 * @param retryAfterSeconds when the same may be sent again; 0 where that is not said
 */
public record Answer(int status, String body, long retryAfterSeconds) {
  private static final long AWAY_SECONDS = 5;

  /** Taken, and as safe as the log is. */
  static Answer taken(RawSink.Place place) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("topic", place.topic())
        .put("partition", place.partition())
        .put("offset", place.offset());
    return new Answer(200, json.toString(), 0);
  }

  /** Refused, with the reason. */
  static Answer refused(int status, String error, String field, String expected, String found) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("error", error).put("field", field).put("expected", expected).put("found", found);
    return new Answer(status, json.toString(), 0);
  }

  /** The body is not what it must be. */
  static Answer bad(Rejection rejection) {
    return refused(
        400, rejection.reason().name(), rejection.where(), rejection.expected(), rejection.found());
  }

  /** Not now; the same again later is right. */
  static Answer unavailable(String expected, String found) {
    return later(503, "UNAVAILABLE", expected, found, AWAY_SECONDS);
  }

  /** More than the sender may. */
  static Answer tooOften(String expected, Duration wait) {
    return later(429, "TOO_OFTEN", expected, "more", wait.plusMillis(999).toSeconds());
  }

  /** Longer than a body may be. */
  static Answer tooLong(int maxBytes) {
    return refused(413, "TOO_LONG", "body", "at most " + maxBytes + " bytes", "more");
  }

  private static Answer later(
      int status, String error, String expected, String found, long seconds) {
    return new Answer(status, refused(status, error, "", expected, found).body(), seconds);
  }
}
