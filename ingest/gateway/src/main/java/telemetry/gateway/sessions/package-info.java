/** What the gateway must not tell: credentials by reference, and sessions in files of its own. */
@NullMarked
package telemetry.gateway.sessions;

import org.jspecify.annotations.NullMarked;
