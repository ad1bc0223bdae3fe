/** Tests of Enlighten. */
@NullMarked
package telemetry.vendors.enphase;

import org.jspecify.annotations.NullMarked;
