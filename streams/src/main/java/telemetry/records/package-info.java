/**
 * What of the logs may be heard at all: the records' bytes, keys and places, judged once for the
 * live topology and for replays.
 */
@NullMarked
package telemetry.records;

import org.jspecify.annotations.NullMarked;
