/** Tests of the Fronius push. */
@NullMarked
package telemetry.vendors.fronius;

import org.jspecify.annotations.NullMarked;
