/**
 * The general doors: readings of devices that speak no vendor's format, over HTTP or MQTT. Their
 * points are discovered: a path that was not heard before is a new point.
 */
@NullMarked
package telemetry.vendors.general;

import org.jspecify.annotations.NullMarked;
