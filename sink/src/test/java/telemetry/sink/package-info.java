/** Tests of the sink as a whole. */
@NullMarked
package telemetry.sink;

import org.jspecify.annotations.NullMarked;
