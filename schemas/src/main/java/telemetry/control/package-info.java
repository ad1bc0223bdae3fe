/** What the processes agree on: the records of {@code telemetry.control}, and the check of them. */
@NullMarked
package telemetry.control;

import org.jspecify.annotations.NullMarked;
