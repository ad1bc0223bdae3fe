package telemetry.vendors.general;

import java.time.Instant;
import java.util.Optional;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.Rejection;
import telemetry.vendors.Decoded;

/**
 * What a general door may tell its sender at once. The whole body is looked at: this format is
 * ours, so a sender that gets it wrong can mend it, and nobody else's decoder is in question.
 */
public final class GeneralEnvelope {
  private static final int ANY_SYSTEM = 1;

  private GeneralEnvelope() {}

  /** Why a body would be refused, if it would. */
  public static Optional<Rejection> fault(byte[] body, String contentType) {
    var raw = new RawReading(ANY_SYSTEM, GeneralDecoder.VENDOR, Instant.EPOCH, contentType, body);
    return new GeneralDecoder().decode(raw, new RawPosition(0, 0))
            instanceof Decoded.Rejected rejected
        ? Optional.of(rejected.rejection())
        : Optional.empty();
  }
}
