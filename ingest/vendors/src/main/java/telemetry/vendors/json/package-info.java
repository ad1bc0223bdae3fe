/**
 * What all vendors that speak JSON share: reading a body within bounds, and blanking credentials in
 * it.
 */
@NullMarked
package telemetry.vendors.json;

import org.jspecify.annotations.NullMarked;
