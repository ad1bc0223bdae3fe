package telemetry.vendors.fronius;

import java.time.Instant;
import java.util.Optional;
import telemetry.model.Rejection;
import telemetry.vendors.Findings;
import telemetry.vendors.json.Fields;
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
    var findings = new Findings();
    Optional<Fields> fields = JsonBody.object(body, findings);
    Optional<String> site = fields.flatMap(all -> all.text(FroniusPushDecoder.SITE));
    Optional<String> key = fields.flatMap(all -> all.text(FroniusPushDecoder.KEY));
    Optional<Instant> time = fields.flatMap(all -> all.isoTime(FroniusPushDecoder.TIMESTAMP));
    Optional<Rejection> refusal = findings.refusal();
    return refusal.isPresent()
        ? new Refused(refusal.get())
        : new Read(site.orElseThrow(), key.orElseThrow(), time.orElseThrow());
  }
}
