/** Tests of the consumer. */
@NullMarked
package telemetry.sink.kafka;

import org.jspecify.annotations.NullMarked;
