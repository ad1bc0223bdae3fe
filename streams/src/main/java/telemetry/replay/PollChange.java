package telemetry.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import telemetry.model.SystemReading;
import telemetry.recalculation.Counts;

/**
 * What becomes of one poll.
 *
 * @param at when it was measured
 * @param verdict as one count
 * @param former what stands; null if nothing does
 * @param now what is to be sent; null if nothing is
 */
record PollChange(
    Instant at, Counts verdict, @Nullable SystemReading former, @Nullable SystemReading now) {}
