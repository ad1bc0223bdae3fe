/** The sink: reads rows from Kafka and keeps them in PostgreSQL, each exactly once. */
@NullMarked
package telemetry.sink;

import org.jspecify.annotations.NullMarked;
