/**
 * Asks the vendors that do not push. Knows no vendor: carries out what {@link
 * telemetry.vendors.ask} says, within time, size, pace and turn.
 */
@NullMarked
package telemetry.gateway.poll;

import org.jspecify.annotations.NullMarked;
