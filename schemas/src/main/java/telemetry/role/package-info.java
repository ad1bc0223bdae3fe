/** What every running part of the pipeline has: a name, a start, a health, a clean stop. */
@NullMarked
package telemetry.role;

import org.jspecify.annotations.NullMarked;
