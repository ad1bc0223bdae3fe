/**
 * What a benchmark feeds, and what must come of it. Pure: every value is a function of a seed, a
 * system, a point and a poll, so nothing is kept, and the rows that must stand are computed from
 * the same function by a plain reading of the rules, apart from the product's own window code.
 */
@NullMarked
package telemetry.deploy.bench.workload;

import org.jspecify.annotations.NullMarked;
