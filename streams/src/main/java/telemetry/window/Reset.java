package telemetry.window;

/**
 * A counter began again: from 0, or from wherever it stood where it could not have got to.
 *
 * @param at when, in epoch milliseconds
 * @param from its last number before
 * @param to the first of the new count
 * @param rebased whether it rose faster than its point can, and nothing was added
 */
record Reset(long at, double from, double to, boolean rebased) {
  /** Whether it is announced as the other is. */
  boolean isSame(Reset other) {
    return at == other.at && rebased == other.rebased;
  }
}
