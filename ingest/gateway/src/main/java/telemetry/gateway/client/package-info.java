/** How the gateway asks over HTTP: bounded in time and size, following and keeping nothing. */
@NullMarked
package telemetry.gateway.client;

import org.jspecify.annotations.NullMarked;
