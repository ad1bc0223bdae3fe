package telemetry.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The points that mean something else than what they were first heard as. */
@FunctionalInterface
public interface Redefinitions {
  /** There are none. */
  Redefinitions NONE = systemId -> Map.of();

  /** Those of a system, by path. */
  Map<String, Redefinition> of(int systemId);

  /** A poll as what its points mean, whatever its sender calls them. */
  default SystemReading meant(SystemReading poll) {
    Map<String, Redefinition> redefined = of(poll.systemId());
    if (redefined.isEmpty()) {
      return poll;
    }
    List<PointValue> values =
        poll.values().stream()
            .map(
                value -> {
                  Redefinition stated = redefined.get(value.point());
                  return stated == null ? value : stated.of(value);
                })
            .toList();
    return poll.with(values);
  }

  /** These. */
  static Redefinitions of(Collection<Redefinition> all) {
    if (all.isEmpty()) {
      return NONE;
    }
    var bySystem = new HashMap<Integer, Map<String, Redefinition>>();
    for (Redefinition one : all) {
      bySystem.computeIfAbsent(one.systemId(), id -> new HashMap<>()).put(one.path(), one);
    }
    return systemId -> bySystem.getOrDefault(systemId, Map.of());
  }
}
