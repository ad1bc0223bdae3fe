/** Tests of Mondo. */
@NullMarked
package telemetry.vendors.mondo;

import org.jspecify.annotations.NullMarked;
