/** What must not be told. */
@NullMarked
package telemetry.gateway.sessions;

import org.jspecify.annotations.NullMarked;
