/** Tests of the decoders, and the laws that all of them keep. */
@NullMarked
package telemetry.vendors;

import org.jspecify.annotations.NullMarked;
