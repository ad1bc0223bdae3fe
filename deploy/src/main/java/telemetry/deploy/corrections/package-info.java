/**
 * Corrections from people: polls that are to say something else, or nothing. They go through the
 * log like any other reading, and under the number of a recorded batch, which beats whatever was
 * received.
 */
@NullMarked
package telemetry.deploy.corrections;

import org.jspecify.annotations.NullMarked;
