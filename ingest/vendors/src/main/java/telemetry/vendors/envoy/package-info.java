/** The Enphase Envoy (IQ Gateway) at the site: how it is asked, and what its pages mean. */
@NullMarked
package telemetry.vendors.envoy;

import org.jspecify.annotations.NullMarked;
