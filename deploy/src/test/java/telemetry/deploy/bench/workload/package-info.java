/** The workload and its reference, judged without a pipeline. */
@NullMarked
package telemetry.deploy.bench.workload;

import org.jspecify.annotations.NullMarked;
