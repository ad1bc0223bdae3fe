/** Tests of what is expected of a point. */
@NullMarked
package telemetry.deploy.gaps;

import org.jspecify.annotations.NullMarked;
