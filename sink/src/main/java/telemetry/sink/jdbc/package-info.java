/** The tables in PostgreSQL: migrations, places, points, partitions, COPY and merge. */
@NullMarked
package telemetry.sink.jdbc;

import org.jspecify.annotations.NullMarked;
