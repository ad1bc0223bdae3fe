/** The way in: what it is set to, and the role that runs it. */
@NullMarked
package telemetry.gateway;

import org.jspecify.annotations.NullMarked;
