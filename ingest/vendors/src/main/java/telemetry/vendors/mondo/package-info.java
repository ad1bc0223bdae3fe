/** Mondo Power: how its subcircuits are asked for, and what they mean. */
@NullMarked
package telemetry.vendors.mondo;

import org.jspecify.annotations.NullMarked;
