package telemetry.sink.batch;

import org.jspecify.annotations.Nullable;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemIds;

/**
 * What a record of {@code telemetry.systems} says.
 *
 * @param systemId the system
 * @param declaration what it is from now on; null when it is no longer declared
 */
public record SystemChange(int systemId, @Nullable SystemDeclaration declaration) {
  /** Refuses a declaration of another system. */
  public SystemChange {
    SystemIds.require(systemId);
    if (declaration != null && declaration.systemId() != systemId) {
      throw new IllegalArgumentException(
          "system: wanted " + systemId + ", found " + declaration.systemId());
    }
  }
}
