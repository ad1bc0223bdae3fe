/**
 * What benchmarks stand on: a broker, a registry and a PostgreSQL in processes of their own, the
 * programs that are measured, and what each process costs.
 */
@NullMarked
package telemetry.deploy.bench.stand;

import org.jspecify.annotations.NullMarked;
