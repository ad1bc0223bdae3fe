package telemetry.gateway.poll;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import telemetry.gateway.RawSink;

/**
 * What every question is put with.
 *
 * @param thread the poller's own, on which its state lives
 * @param sink where answers go
 * @param places where its place is kept
 * @param pause see {@link PollBounds#pause()}
 */
record Means(
    Clock clock,
    ScheduledExecutorService thread,
    RawSink sink,
    Places places,
    PollMeters meters,
    Duration pause,
    RandomGenerator chance) {}
