/** Whether the tables hold what they must: invariants asked of PostgreSQL itself. */
@NullMarked
package telemetry.sink.verify;

import org.jspecify.annotations.NullMarked;
