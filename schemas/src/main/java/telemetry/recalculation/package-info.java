/**
 * What a recalculation is about and what is recorded of it: the words that the replay, which
 * computes, and the tables, which remember, share. A recalculation is done in pieces, one system
 * and one stretch of time each, so that it can be stopped anywhere and taken up again.
 */
@NullMarked
package telemetry.recalculation;

import org.jspecify.annotations.NullMarked;
