/**
 * A real broker, a real registry and a real PostgreSQL on this machine, all on loopback, their data
 * kept in one directory between runs.
 */
@NullMarked
package telemetry.deploy.embedded;

import org.jspecify.annotations.NullMarked;
