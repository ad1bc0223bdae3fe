/** Every vendor, from a server that speaks its protocol to rows in PostgreSQL. */
@NullMarked
package telemetry.deploy.vendors;

import org.jspecify.annotations.NullMarked;
