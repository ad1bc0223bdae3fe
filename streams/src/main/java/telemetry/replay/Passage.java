package telemetry.replay;

/**
 * A passage of the log of one partition in which a system speaks of a certain time.
 *
 * @param first the offset of the first reading
 * @param last the offset of the last one
 * @param newest the system's newest reading before the first, in epoch milliseconds; {@code
 *     Long.MIN_VALUE} if there was none
 */
record Passage(long first, long last, long newest) {
  /** About what a broker sends at once: reading on is no dearer than looking for the place. */
  private static final long NEAR = 10_000;

  /** Whether what stands at an offset after its first is part of it, or near enough. */
  boolean isNear(long offset) {
    return offset - last <= NEAR;
  }

  /** The same with more. */
  Passage upTo(long offset) {
    return new Passage(first, Math.max(last, offset), newest);
  }
}
