/** The domain records that every module shares: what was read, and what a window says of it. */
@NullMarked
package telemetry.model;

import org.jspecify.annotations.NullMarked;
