/** Recorded files, fed the way a gateway would. */
@NullMarked
package telemetry.gateway.file;

import org.jspecify.annotations.NullMarked;
