package telemetry.model;

import java.time.Instant;

/**
 * What a vendor sent, as it came; credential values blanked, its one alteration.
 *
 * @param systemId the system it speaks of
 * @param vendor whose format the body is in, as the decoders are named
 * @param receivedAt when the gateway had it
 * @param contentType the body's media type, with parameters
 * @param body the bytes; shared, not copied: whoever holds them must not write to them
 */
@SuppressWarnings("ArrayRecordComponent") // Copying or wrapping each body would buy nothing.
public record RawReading(
    int systemId, String vendor, Instant receivedAt, String contentType, byte[] body) {
  /** Refuses an impossible system. */
  public RawReading {
    SystemIds.require(systemId);
  }
}
