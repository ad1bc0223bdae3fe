package telemetry.deploy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import telemetry.model.PointValue;
import telemetry.model.Rejection;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.vendors.Decoded;

/** What a body means, for programs: the words of the readings' schema. */
final class DecodedJson {
  private DecodedJson() {}

  /** One line. */
  static String of(String file, Decoded decoded) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("file", file);
    if (decoded instanceof Decoded.Rejected rejected) {
      Rejection why = rejected.rejection();
      json.put("outcome", "rejected").put("reason", why.reason().name());
      json.put("where", why.where()).put("expected", why.expected()).put("found", why.found());
    } else if (decoded instanceof Decoded.Accepted accepted) {
      json.put("outcome", "accepted");
      ArrayNode polls = json.putArray("polls");
      accepted.polls().forEach(poll -> put(poll, polls.addObject()));
      accepted.unmapped().forEach(json.putArray("unmapped")::add);
    }
    return json.toString();
  }

  private static void put(SystemReading poll, ObjectNode json) {
    json.put("source", poll.source()).put("measuredAt", poll.measuredAt().toString());
    if (poll.intervalStart() != null) {
      json.put("intervalStart", poll.intervalStart().toString());
    }
    ArrayNode values = json.putArray("values");
    for (PointValue value : poll.values()) {
      ObjectNode one = values.addObject().put("point", value.point());
      one.put("kind", value.kind().name()).put("unit", value.unit());
      if (value.value() instanceof Value.Num number) {
        one.put("value", number.number());
      } else if (value.value() instanceof Value.Text text) {
        one.put("value", text.text());
      } else {
        one.putNull("value");
      }
      one.put("quality", value.quality().name());
    }
  }
}
