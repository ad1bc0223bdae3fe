/** Declares systems: from a file that people write to the topic that the roles read. */
@NullMarked
package telemetry.deploy.systems;

import org.jspecify.annotations.NullMarked;
