/** Tests of the general doors. */
@NullMarked
package telemetry.vendors.general;

import org.jspecify.annotations.NullMarked;
