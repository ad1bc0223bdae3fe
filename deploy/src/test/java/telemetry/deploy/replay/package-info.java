/** Tests of who watches a recalculation. */
@NullMarked
package telemetry.deploy.replay;

import org.jspecify.annotations.NullMarked;
