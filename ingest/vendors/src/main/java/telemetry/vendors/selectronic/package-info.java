/** The Selectronic select.live point body. */
@NullMarked
package telemetry.vendors.selectronic;

import org.jspecify.annotations.NullMarked;
