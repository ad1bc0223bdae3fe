/** What recalculations need of the tables: the rows that stand, and the record of what was done. */
@NullMarked
package telemetry.sink.recalculation;

import org.jspecify.annotations.NullMarked;
