/**
 * What the machine can do at best: read the log and do nothing, read and decode it, and copy rows
 * that are there already into the product's own table with all its constraints. Each measures
 * itself, without the start of its JVM, and says what it took in its last line.
 */
@NullMarked
package telemetry.deploy.bench.limit;

import org.jspecify.annotations.NullMarked;
