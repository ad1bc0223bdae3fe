package telemetry.gateway;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import telemetry.model.SystemDeclaration;

/** The declared systems at one moment. Immutable. */
public final class Systems {
  /** No system. */
  public static final Systems NONE = new Systems(Map.of());

  private record Site(String vendor, String siteId) {}

  private final Map<Integer, SystemDeclaration> byId;
  private final Map<Site, List<SystemDeclaration>> bySite = new HashMap<>();

  /** Systems by their ids. */
  public Systems(Map<Integer, SystemDeclaration> byId) {
    this.byId = Map.copyOf(byId);
    this.byId.values().stream()
        .sorted(Comparator.comparingInt(SystemDeclaration::systemId))
        .forEach(this::index);
  }

  private void index(SystemDeclaration system) {
    String siteId = system.siteId();
    if (siteId != null && system.active()) {
      bySite
          .computeIfAbsent(new Site(system.vendor(), siteId), site -> new ArrayList<>())
          .add(system);
    }
  }

  /** A system, heard or not. */
  public Optional<SystemDeclaration> byId(int systemId) {
    return Optional.ofNullable(byId.get(systemId));
  }

  /**
   * The systems that are heard under a vendor's site, by id. More than one where one site was
   * declared twice; then the key tells which is meant.
   */
  public List<SystemDeclaration> bySite(String vendor, String siteId) {
    return List.copyOf(bySite.getOrDefault(new Site(vendor, siteId), List.of()));
  }

  /** All that are declared, heard or not. */
  public Collection<SystemDeclaration> all() {
    return byId.values();
  }

  /** How many are declared. */
  public int size() {
    return byId.size();
  }
}
