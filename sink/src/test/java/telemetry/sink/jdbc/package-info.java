/** Tests of the tables, against a real PostgreSQL. */
@NullMarked
package telemetry.sink.jdbc;

import org.jspecify.annotations.NullMarked;
