/**
 * Every topic: its name, key, value, partitions, cleanup and compatibility. No other place names
 * one.
 */
@NullMarked
package telemetry.topics;

import org.jspecify.annotations.NullMarked;
