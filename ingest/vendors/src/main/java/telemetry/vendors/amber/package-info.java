/** Amber Electric: what its API is asked. */
@NullMarked
package telemetry.vendors.amber;

import org.jspecify.annotations.NullMarked;
