/** Fronius: what a site pushes, and what a device says when it is asked at the site. */
@NullMarked
package telemetry.vendors.fronius;

import org.jspecify.annotations.NullMarked;
