package telemetry.vendors.json;

import com.fasterxml.jackson.databind.JsonNode;
import telemetry.model.Kind;
import telemetry.model.RejectReason;
import telemetry.model.Value;
import telemetry.vendors.PointType;
import telemetry.vendors.Poll;

/** The values of points in a JSON body. */
public final class JsonValues {
  private JsonValues() {}

  /**
   * Puts a field into a poll: null is a missing value; text where a number was wanted is kept, and
   * counts as an error by the window rules; a flag is a state's text, {@code true} or {@code
   * false}; anything else is refused.
   *
   * @param factor what a number is multiplied by to come into the point's unit
   */
  public static void put(Poll poll, PointType type, JsonNode node, double factor) {
    if (node.isNull()) {
      poll.put(type, Value.MISSING);
    } else if (node.isNumber()) {
      poll.putNumber(type, node.doubleValue() * factor);
    } else if (node.isTextual()) {
      poll.putText(type, node.textValue());
    } else if (node.isBoolean() && type.kind() == Kind.STATE) {
      poll.putText(type, node.asText());
    } else {
      poll.refuse(
          RejectReason.BAD_FIELD,
          type.path(),
          type.kind() == Kind.STATE ? "a text, number, flag or null" : "a number or null",
          JsonBody.typeOf(node));
    }
  }
}
