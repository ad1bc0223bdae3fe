/** Holes: what a point's own history lets one expect, and is not there. */
@NullMarked
package telemetry.deploy.gaps;

import org.jspecify.annotations.NullMarked;
