/** Tests. */
@NullMarked
package telemetry.deploy.cli;

import org.jspecify.annotations.NullMarked;
