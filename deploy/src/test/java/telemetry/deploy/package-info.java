/** Holds the shape of the whole project, and what runs it. */
@NullMarked
package telemetry.deploy;

import org.jspecify.annotations.NullMarked;
