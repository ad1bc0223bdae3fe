package telemetry.vendors.json;

import com.fasterxml.jackson.databind.JsonNode;
import telemetry.model.Kind;
import telemetry.model.RejectReason;
import telemetry.model.Value;
import telemetry.vendors.Findings;
import telemetry.vendors.PointType;
import telemetry.vendors.Values;

/** The values of points in a JSON body. */
public final class JsonValues {
  private JsonValues() {}

  /**
   * What a field says: null is a missing value; text where a number was wanted is kept, and counts
   * as an error by the window rules; a flag is a state's text, {@code true} or {@code false};
   * anything else is refused.
   */
  public static Value of(Findings findings, PointType type, JsonNode node) {
    if (node.isNull()) {
      return Value.MISSING;
    }
    if (node.isNumber()) {
      return Values.number(findings, type, node.doubleValue());
    }
    if (node.isTextual()) {
      return Values.text(findings, type, node.textValue());
    }
    if (node.isBoolean() && type.kind() == Kind.STATE) {
      return Values.text(findings, type, node.asText());
    }
    findings.refuse(
        RejectReason.BAD_FIELD,
        type.path(),
        type.kind() == Kind.STATE ? "a text, number, flag or null" : "a number or null",
        JsonBody.typeOf(node));
    return Value.MISSING;
  }
}
