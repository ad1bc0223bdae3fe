/** The records that were refused: looked at by people, and sent back when the reason is gone. */
@NullMarked
package telemetry.deploy.rejected;

import org.jspecify.annotations.NullMarked;
