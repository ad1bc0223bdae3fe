package telemetry.gateway.poll;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What asking is counted in; for several threads. */
final class PollMeters {
  private record State(String vendor, Circuit circuit) {}

  private final MeterRegistry meters;
  private final Map<State, AtomicInteger> circuits = new HashMap<>();

  PollMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  /**
   * An ask ended: heard, expected, passing, lasting, unacknowledged, or broken, which is a fault of
   * this program.
   */
  void ended(String vendor, String outcome) {
    meters.counter("telemetry.poll.asks", "vendor", vendor, "outcome", outcome).increment();
  }

  /** A request begins. */
  Timer.Sample request() {
    return Timer.start(meters);
  }

  /** It was answered with a status, or not at all. */
  void answered(Timer.Sample request, String vendor, String status) {
    request.stop(meters.timer("telemetry.poll.requests", "vendor", vendor, "status", status));
  }

  /** A question is in this state now. */
  void entered(String vendor, Circuit circuit) {
    count(vendor, circuit).incrementAndGet();
  }

  /** And no more. */
  void left(String vendor, Circuit circuit) {
    count(vendor, circuit).decrementAndGet();
  }

  private synchronized AtomicInteger count(String vendor, Circuit circuit) {
    return circuits.computeIfAbsent(
        new State(vendor, circuit),
        state ->
            meters.gauge(
                "telemetry.poll.circuits",
                Tags.of("vendor", vendor, "state", circuit.name().toLowerCase(Locale.ROOT)),
                new AtomicInteger()));
  }
}
