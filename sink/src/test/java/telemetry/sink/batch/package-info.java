/** Tests of the batches. */
@NullMarked
package telemetry.sink.batch;

import org.jspecify.annotations.NullMarked;
