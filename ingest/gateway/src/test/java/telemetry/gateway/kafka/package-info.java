/** Raw records into Kafka, declared systems out of it. */
@NullMarked
package telemetry.gateway.kafka;

import org.jspecify.annotations.NullMarked;
