/** The Fronius push body. */
@NullMarked
package telemetry.vendors.fronius;

import org.jspecify.annotations.NullMarked;
