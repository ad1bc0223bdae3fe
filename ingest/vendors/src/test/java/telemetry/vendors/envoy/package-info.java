/** Tests of the Envoy. */
@NullMarked
package telemetry.vendors.envoy;

import org.jspecify.annotations.NullMarked;
