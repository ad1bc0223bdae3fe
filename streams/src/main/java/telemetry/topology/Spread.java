package telemetry.topology;

import java.time.Duration;

/** Spreads systems over a time, so that what they do alike is not done in one burst. */
final class Spread {
  private Spread() {}

  /** A system's own part of it, in milliseconds; always the same. */
  static long of(int systemId, Duration over) {
    return Math.floorMod(systemId * 0x9E3779B1L, over.toMillis());
  }
}
