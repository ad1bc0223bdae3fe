/** A day of three invented systems, sent by the ways that real ones use, and the check of it. */
@NullMarked
package telemetry.deploy.demo;

import org.jspecify.annotations.NullMarked;
