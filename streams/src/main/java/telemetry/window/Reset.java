package telemetry.window;

/**
 * A counter began again.
 *
 * @param at when, in epoch milliseconds
 * @param from its last number before
 * @param to the first of the new count
 */
record Reset(long at, double from, double to) {}
