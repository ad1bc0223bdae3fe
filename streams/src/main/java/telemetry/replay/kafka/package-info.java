/** Reads the log of readings and writes the logs of rows, for replays. */
@NullMarked
package telemetry.replay.kafka;

import org.jspecify.annotations.NullMarked;
