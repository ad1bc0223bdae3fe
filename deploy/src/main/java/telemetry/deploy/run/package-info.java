/** Puts roles together: which of them this process runs, on what, and how they stop. */
@NullMarked
package telemetry.deploy.run;

import org.jspecify.annotations.NullMarked;
