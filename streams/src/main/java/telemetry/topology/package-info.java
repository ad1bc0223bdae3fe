/**
 * The Kafka Streams topology: {@code telemetry.raw} → normalise → {@code telemetry.readings} →
 * window → {@code telemetry.agg-5m}, {@code -1h}, {@code -1d}. Touches Kafka; what it thinks is in
 * {@code normalise} and {@code window}.
 */
@NullMarked
package telemetry.topology;

import org.jspecify.annotations.NullMarked;
