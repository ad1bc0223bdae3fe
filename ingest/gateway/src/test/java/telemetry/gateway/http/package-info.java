/** The HTTP doors, one a vendor, and how a request becomes a raw record. */
@NullMarked
package telemetry.gateway.http;

import org.jspecify.annotations.NullMarked;
