package telemetry.normalise;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import telemetry.model.PointAlias;
import telemetry.model.PointKey;

/** The points that are others by another name. */
@FunctionalInterface
public interface Aliases {
  /** There are none. */
  Aliases NONE = (systemId, path) -> path;

  /** The path that is used for a point of a system: its own, unless it was merged into another. */
  String of(int systemId, String path);

  /** These. A point that was merged into one that was merged is the last of them. */
  static Aliases of(Collection<PointAlias> aliases) {
    if (aliases.isEmpty()) {
      return NONE;
    }
    Map<PointKey, String> paths = new HashMap<>();
    aliases.forEach(it -> paths.put(new PointKey(it.systemId(), it.from()), it.into()));
    return (systemId, path) -> {
      String at = path;
      // Whoever makes a circle of them goes round once, and stays where he began.
      for (int steps = 0; steps < paths.size(); steps++) {
        String next = paths.get(new PointKey(systemId, at));
        if (next == null || next.equals(path)) {
          return at;
        }
        at = next;
      }
      return at;
    };
  }
}
