/** The MQTT door, with a real broker. */
@NullMarked
package telemetry.gateway.mqtt;

import org.jspecify.annotations.NullMarked;
