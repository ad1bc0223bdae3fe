package telemetry.vendors.fronius;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.vendors.Timestamps;
import telemetry.vendors.json.JsonBody;

/**
 * The part of a push that says who speaks, and when: what a gateway must know before it takes the
 * body. The readings are left to the decoder, so that a fault of the decoder is repaired by a
 * replay, where a refused push would be gone.
 */
public sealed interface FroniusEnvelope {
  /**
   * It is whole.
   *
   * @param siteId the site, as the vendor names it
   * @param apiKey the credential; never logged, never stored
   * @param measuredAt the instant of the readings
   */
  record Read(String siteId, String apiKey, Instant measuredAt) implements FroniusEnvelope {
    @Override
    public String toString() {
      return "push of " + siteId + " at " + measuredAt;
    }
  }

  /**
   * It is not.
   *
   * @param rejection which field, what was wanted, what was found
   */
  record Refused(Rejection rejection) implements FroniusEnvelope {}

  /** Reads the envelope of a body. */
  static FroniusEnvelope read(byte[] body) {
    JsonBody json = JsonBody.read(body);
    if (json instanceof JsonBody.Refused refused) {
      return new Refused(refused.rejection());
    }
    ObjectNode fields = ((JsonBody.Read) json).fields();
    Rejection fault = textFault(fields, FroniusPushDecoder.SITE);
    if (fault == null) {
      fault = textFault(fields, FroniusPushDecoder.KEY);
    }
    if (fault == null) {
      fault = timeFault(fields);
    }
    return fault != null
        ? new Refused(fault)
        : new Read(
            fields.path(FroniusPushDecoder.SITE).textValue(),
            fields.path(FroniusPushDecoder.KEY).textValue(),
            time(fields));
  }

  /** What is wrong with the instant of a body; null where nothing is. */
  static @Nullable Rejection timeFault(ObjectNode fields) {
    JsonNode node = fields.path(FroniusPushDecoder.TIMESTAMP);
    if (node.isMissingNode() || node.isNull()) {
      return time(RejectReason.MISSING_FIELD, "nothing");
    }
    if (!node.isTextual()) {
      return time(RejectReason.BAD_FIELD, JsonBody.typeOf(node));
    }
    return Timestamps.iso(node.textValue()).isEmpty()
        ? time(RejectReason.BAD_FIELD, "'" + node.textValue() + "'")
        : null;
  }

  /** The instant of a body that {@link #timeFault} finds nothing wrong with. */
  static Instant time(ObjectNode fields) {
    return Timestamps.iso(fields.path(FroniusPushDecoder.TIMESTAMP).textValue()).orElseThrow();
  }

  private static Rejection time(RejectReason reason, String found) {
    return new Rejection(reason, FroniusPushDecoder.TIMESTAMP, Timestamps.ISO, found);
  }

  private static @Nullable Rejection textFault(ObjectNode fields, String name) {
    JsonNode node = fields.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return new Rejection(RejectReason.MISSING_FIELD, name, "a text", "nothing");
    }
    return node.isTextual()
        ? null
        : new Rejection(RejectReason.BAD_FIELD, name, "a text", JsonBody.typeOf(node));
  }
}
