/**
 * When a vendor is asked: rhythms, limits and back-off. Pure: the time and chance are handed in.
 */
@NullMarked
package telemetry.gateway.pace;

import org.jspecify.annotations.NullMarked;
