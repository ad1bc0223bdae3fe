package telemetry.model;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A system as its operator declared it: the value of {@code telemetry.systems}.
 *
 * @param systemId the system
 * @param vendor the decoder of its bodies
 * @param siteId how the vendor names it, in pushes and polls
 * @param name for people
 * @param timezone the IANA zone of its days
 * @param active whether it is heard
 * @param apiKeyHashes the hashes of the keys that may speak for it (see {@link ApiKeys}); two while
 *     a key is being rotated
 * @param access what its vendor is asked with, by name: addresses as they are, credentials by
 *     reference ({@code env:NAME}, {@code file:PATH}); empty for a system that is not asked
 */
public record SystemDeclaration(
    int systemId,
    String vendor,
    @Nullable String siteId,
    String name,
    ZoneId timezone,
    boolean active,
    List<String> apiKeyHashes,
    Map<String, String> access) {
  /** Refuses an impossible system. */
  public SystemDeclaration {
    SystemIds.require(systemId);
    apiKeyHashes = List.copyOf(apiKeyHashes);
    access = Map.copyOf(access);
  }

  /** A system that is not asked. */
  public SystemDeclaration(
      int systemId,
      String vendor,
      @Nullable String siteId,
      String name,
      ZoneId timezone,
      boolean active,
      List<String> apiKeyHashes) {
    this(systemId, vendor, siteId, name, timezone, active, apiKeyHashes, Map.of());
  }

  /** The same, heard or not. */
  public SystemDeclaration withActive(boolean heard) {
    return new SystemDeclaration(
        systemId, vendor, siteId, name, timezone, heard, apiKeyHashes, access);
  }
}
