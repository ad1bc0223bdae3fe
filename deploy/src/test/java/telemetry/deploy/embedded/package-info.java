/** Tests. */
@NullMarked
package telemetry.deploy.embedded;

import org.jspecify.annotations.NullMarked;
