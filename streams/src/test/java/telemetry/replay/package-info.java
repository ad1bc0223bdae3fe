/** Replays without a broker and without a database. */
@NullMarked
package telemetry.replay;

import org.jspecify.annotations.NullMarked;
