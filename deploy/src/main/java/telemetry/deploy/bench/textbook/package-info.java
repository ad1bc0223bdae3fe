/**
 * What the tutorials of Kafka Streams would have one write: one record a point value, grouped by
 * point, tumbling windows, running sums, and a consumer that upserts in batches. Written for the
 * comparison, and kindly where there was a choice: its windows are (start, end] by a shifted
 * timestamp, its grace drops nothing, its newest value is that of the newest instant, one batch is
 * one statement. It is compared without {@code delta_since}, which it does not know.
 */
@NullMarked
package telemetry.deploy.bench.textbook;

import org.jspecify.annotations.NullMarked;
