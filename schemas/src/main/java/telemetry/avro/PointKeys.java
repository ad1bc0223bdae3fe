package telemetry.avro;

import org.jspecify.annotations.Nullable;
import telemetry.model.PointKey;

/**
 * Points that were met of late: the rows of a point follow each other closely, and its name need
 * not be looked at anew for each of them.
 */
final class PointKeys {
  /** A power of 2: a few hundred systems of some tens of points. */
  private static final int SLOTS = 32_768;

  private final @Nullable PointKey[] slots = new PointKey[SLOTS];

  /**
   * The point of that name.
   *
   * @throws telemetry.model.BadValue if it could not be one
   */
  PointKey of(int systemId, String path) {
    int hash = 31 * systemId + path.hashCode();
    int slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
    PointKey met = slots[slot];
    if (met == null || met.systemId() != systemId || !met.path().equals(path)) {
      met = new PointKey(systemId, path);
      slots[slot] = met;
    }
    return met;
  }
}
