package telemetry.replay;

/**
 * A stretch of time: what was measured in (after, until].
 *
 * @param after epoch milliseconds
 * @param until epoch milliseconds
 */
record Stretch(long after, long until) {
  boolean holds(long at) {
    return at > after && at <= until;
  }

  /** One that is longer on both sides. */
  Stretch longer(long by) {
    return new Stretch(after - by, until + by);
  }
}
