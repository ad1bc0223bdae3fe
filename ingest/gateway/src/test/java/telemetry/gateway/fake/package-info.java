/** Vendors that are not real, over real HTTP. */
@NullMarked
package telemetry.gateway.fake;

import org.jspecify.annotations.NullMarked;
