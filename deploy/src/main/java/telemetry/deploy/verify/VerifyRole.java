package telemetry.deploy.verify;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.role.Health;
import telemetry.role.Role;
import telemetry.sink.verify.Verification.Result;

/** Verifies again and again, and tells what it finds as metrics. */
public final class VerifyRole implements Role {
  private static final Logger log = LoggerFactory.getLogger(VerifyRole.class);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final Supplier<List<Result>> verification;
  private final Duration every;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Map<String, AtomicLong> found = new ConcurrentHashMap<>();
  private final AtomicLong at = new AtomicLong();
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile Health health = Health.waiting("not looked yet");
  private @Nullable Thread thread;

  /**
   * Touches nothing yet.
   *
   * @param verification what is done
   * @param every how long to wait between two
   * @param meters where it is told
   * @param clock dates it
   */
  public VerifyRole(
      Supplier<List<Result>> verification, Duration every, MeterRegistry meters, Clock clock) {
    this.verification = verification;
    this.every = every;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public void start() {
    Gauge.builder("telemetry.verify.at", at, AtomicLong::doubleValue)
        .description("When it was last verified to the end, in seconds since 1970.")
        .register(meters);
    var started = new Thread(this::run, "verify");
    started.setDaemon(true); // A long question is no reason to stay.
    started.start();
    thread = started;
  }

  private void run() {
    Duration pause = Duration.ZERO;
    while (!stopped(pause)) {
      try {
        tell(verification.get());
        pause = every;
      } catch (RuntimeException e) {
        health = Health.waiting(String.valueOf(e.getMessage()));
        log.warn("not verified reason={}", e.getMessage());
        pause = every.compareTo(AFTER_FAILURE) < 0 ? every : AFTER_FAILURE;
      }
    }
  }

  private void tell(List<Result> results) {
    for (Result result : results) {
      found.computeIfAbsent(result.check(), this::gauge).set(result.found());
      result.shown().forEach(finding -> log.warn("found {}", finding));
    }
    at.set(clock.instant().getEpochSecond());
    long all = results.stream().mapToLong(Result::found).sum();
    health = Health.ready("found " + all + " at " + clock.instant());
  }

  private AtomicLong gauge(String check) {
    var value = new AtomicLong();
    Gauge.builder("telemetry.verify.found", value, AtomicLong::doubleValue)
        .description("How often what must be so was not, when it was last verified.")
        .tag("check", check)
        .register(meters);
    return value;
  }

  private boolean stopped(Duration within) {
    try {
      return stop.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void close() {
    stop.countDown();
    Thread waited = thread;
    if (waited != null) {
      try {
        waited.join(LONGEST_STOP.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
