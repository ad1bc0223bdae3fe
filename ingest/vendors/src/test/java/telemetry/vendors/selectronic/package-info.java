/** Tests of the Selectronic point. */
@NullMarked
package telemetry.vendors.selectronic;

import org.jspecify.annotations.NullMarked;
