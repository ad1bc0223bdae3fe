/**
 * What goes to the tables at once: the newest of each key, sorted, and what the tables may answer.
 * Pure: no Kafka, no JDBC.
 */
@NullMarked
package telemetry.sink.batch;

import org.jspecify.annotations.NullMarked;
