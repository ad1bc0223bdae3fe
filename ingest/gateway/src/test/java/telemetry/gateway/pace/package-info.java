/** When a vendor is asked. */
@NullMarked
package telemetry.gateway.pace;

import org.jspecify.annotations.NullMarked;
