/** Amber Electric: what its API is asked, and what its intervals mean. */
@NullMarked
package telemetry.vendors.amber;

import org.jspecify.annotations.NullMarked;
