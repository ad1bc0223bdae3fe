/** The Confluent wire format and Schema Registry protocol, with Confluent's setting names. */
@NullMarked
package telemetry.registry;

import org.jspecify.annotations.NullMarked;
