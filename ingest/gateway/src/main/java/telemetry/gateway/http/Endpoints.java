package telemetry.gateway.http;

import java.util.Optional;
import telemetry.model.SystemIds;

/** Which endpoint stands behind a path. */
final class Endpoints {
  static final String FRONIUS = "/v1/fronius/push";

  /** What paths there are, for answers. */
  static final String KNOWN = FRONIUS + " or /v1/systems/{id}/readings";

  private static final String SYSTEMS = "/v1/systems/";
  private static final String READINGS = "/readings";

  private final Intake intake;
  private final int maxBytes;
  private final Endpoint fronius;

  /**
   * All endpoints.
   *
   * @param maxBytes the longest body, decompressed
   */
  Endpoints(Intake intake, int maxBytes) {
    this.intake = intake;
    this.maxBytes = maxBytes;
    this.fronius = new FroniusPush(intake);
  }

  /** The endpoint of a path, if one stands there. */
  Optional<Endpoint> of(String path) {
    if (path.equals(FRONIUS)) {
      return Optional.of(fronius);
    }
    if (!path.startsWith(SYSTEMS) || !path.endsWith(READINGS)) {
      return Optional.empty();
    }
    int end = path.length() - READINGS.length();
    return end <= SYSTEMS.length() ? Optional.empty() : general(path, end);
  }

  private Optional<Endpoint> general(String path, int end) {
    try {
      int systemId = SystemIds.parse(path.substring(SYSTEMS.length(), end));
      return Optional.of(new GeneralReadings(systemId, intake, maxBytes));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // No id: no such path.
    }
  }
}
