/** The consumer: what is polled, decoded, refused, and given to the tables. */
@NullMarked
package telemetry.sink.kafka;

import org.jspecify.annotations.NullMarked;
