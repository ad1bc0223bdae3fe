/** Load on the HTTP door: a generator of its own, and what became of what it sent. */
@NullMarked
package telemetry.deploy.load;

import org.jspecify.annotations.NullMarked;
