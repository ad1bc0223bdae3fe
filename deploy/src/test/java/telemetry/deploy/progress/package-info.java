/** Tests of how far the pipeline is said to be. */
@NullMarked
package telemetry.deploy.progress;

import org.jspecify.annotations.NullMarked;
