/** Asking, through real HTTP. */
@NullMarked
package telemetry.gateway.poll;

import org.jspecify.annotations.NullMarked;
