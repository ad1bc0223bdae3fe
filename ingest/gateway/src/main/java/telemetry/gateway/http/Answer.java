package telemetry.gateway.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import telemetry.gateway.RawSink;
import telemetry.model.Rejection;

/**
 * What a sender is told.
 *
 * @param status the HTTP status
 * @param body JSON: where the reading stands in the log, or {@code {error, field, expected, found}}
 */
public record Answer(int status, String body) {
  /** Taken, and as safe as the log is. */
  static Answer taken(RawSink.Place place) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("topic", place.topic())
        .put("partition", place.partition())
        .put("offset", place.offset());
    return new Answer(200, json.toString());
  }

  /** Refused, with the reason. */
  static Answer refused(int status, String error, String field, String expected, String found) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("error", error).put("field", field).put("expected", expected).put("found", found);
    return new Answer(status, json.toString());
  }

  /** The body is not what it must be. */
  static Answer bad(Rejection rejection) {
    return refused(
        400, rejection.reason().name(), rejection.where(), rejection.expected(), rejection.found());
  }

  /** Not now; the same again later is right. */
  static Answer unavailable(String expected, String found) {
    return refused(503, "UNAVAILABLE", "", expected, found);
  }
}
