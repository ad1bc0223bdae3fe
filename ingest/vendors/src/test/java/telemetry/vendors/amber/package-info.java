/** Tests of Amber. */
@NullMarked
package telemetry.vendors.amber;

import org.jspecify.annotations.NullMarked;
