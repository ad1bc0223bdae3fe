/** The benchmarks themselves, on a tiny workload. */
@NullMarked
package telemetry.deploy.bench;

import org.jspecify.annotations.NullMarked;
