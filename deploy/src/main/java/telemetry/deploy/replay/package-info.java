/** Recalculations on a real pipeline: brings the replay, the tables and the clients together. */
@NullMarked
package telemetry.deploy.replay;

import org.jspecify.annotations.NullMarked;
