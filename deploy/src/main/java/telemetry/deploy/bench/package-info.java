/**
 * The benchmarks: what is measured against what, on one broker and one PostgreSQL, and whether
 * every row of it is right.
 */
@NullMarked
package telemetry.deploy.bench;

import org.jspecify.annotations.NullMarked;
