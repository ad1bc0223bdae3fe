package telemetry.avro;

import org.jspecify.annotations.Nullable;
import telemetry.model.PointKey;

/**
 * Points that were met of late: the rows of a point follow each other closely, and its name need
 * not be looked at anew for each of them.
 */
final class PointKeys {
  /** Powers of 2: from a system or two to a few hundred of some tens of points. */
  private static final int FEWEST = 64;

  private static final int MOST = 32_768;

  private @Nullable PointKey[] slots = new PointKey[FEWEST];
  private int misses;

  /**
   * The point of that name.
   *
   * @throws telemetry.model.BadValue if it could not be one
   */
  PointKey of(int systemId, String path) {
    int hash = 31 * systemId + path.hashCode();
    int slot = (hash ^ (hash >>> 13)) & (slots.length - 1);
    PointKey met = slots[slot];
    if (met == null || met.systemId() != systemId || !met.path().equals(path)) {
      met = new PointKey(systemId, path);
      slots[slot] = met;
      growWithMisses();
    }
    return met;
  }

  /** Many more points than there is room for: begins anew with more. */
  private void growWithMisses() {
    if (++misses > 2 * slots.length && slots.length < MOST) {
      slots = new PointKey[slots.length * 4 > MOST ? MOST : slots.length * 4];
      misses = 0;
    }
  }
}
