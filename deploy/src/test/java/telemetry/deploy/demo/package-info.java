/** The sample, judged without a pipeline. */
@NullMarked
package telemetry.deploy.demo;

import org.jspecify.annotations.NullMarked;
