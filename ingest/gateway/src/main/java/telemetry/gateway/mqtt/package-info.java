/** The MQTT door: messages of single points, acknowledged once the log has them. */
@NullMarked
package telemetry.gateway.mqtt;

import org.jspecify.annotations.NullMarked;
