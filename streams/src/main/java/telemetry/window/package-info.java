/**
 * The window function and what it needs to know: polls, the order in which they were received, and
 * what depends on what. Pure: no Kafka, no clock, no disk. An aggregate is a function of the set of
 * readings, so nothing here remembers sums.
 *
 * <p>Instants are epoch milliseconds throughout; an interval is (start, end] and named by its end.
 */
@NullMarked
package telemetry.window;

import org.jspecify.annotations.NullMarked;
