/** Systems as people declare them. */
@NullMarked
package telemetry.deploy.systems;

import org.jspecify.annotations.NullMarked;
