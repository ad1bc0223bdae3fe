package telemetry.sink;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.model.Redefinitions;
import telemetry.role.Health;
import telemetry.role.Role;
import telemetry.sink.batch.TablesUnavailable;
import telemetry.sink.jdbc.PostgresTables;
import telemetry.sink.kafka.Writers;

/** The sink as a role: migrates, then consumes, in threads of its own. */
public final class SinkRole implements Role {
  private static final Logger LOG = LoggerFactory.getLogger(SinkRole.class);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(60);

  private final SinkSettings settings;
  private final Supplier<Redefinitions> guard;
  private final MeterRegistry meters;
  private final Clock clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile Health health = Health.waiting("not started");
  private volatile boolean consuming;
  private volatile @Nullable Writers writers;
  private @Nullable Thread thread;

  /**
   * Checks the settings; touches nothing outside.
   *
   * @param settings name to text: {@link SinkSettings}, {@code kafka.*}, and Confluent's names for
   *     the registry
   * @param guard asked at the start what points mean that were first heard as something else;
   *     throws when Kafka is not what the epoch record says, for then no row may be written
   * @param meters where the outcomes are counted
   * @param clock dates and paces
   * @throws telemetry.settings.BadSettings naming everything that is wrong
   */
  public SinkRole(
      Map<String, String> settings,
      Supplier<Redefinitions> guard,
      MeterRegistry meters,
      Clock clock) {
    this.settings = SinkSettings.of(settings, System.getenv());
    this.guard = guard;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "sink";
  }

  @Override
  public void start() {
    if (thread != null) {
      throw new IllegalStateException("sink: wanted one start, found a second");
    }
    Redefinitions redefinitions = guard.get();
    HikariDataSource database = settings.database().open("telemetry-sink", settings.writers());
    try {
      var clients =
          new Writers(
              settings,
              () -> new PostgresTables(database, settings.keep(), redefinitions),
              meters,
              clock);
      writers = clients;
      health = Health.waiting("preparing the database");
      thread = new Thread(() -> run(database, clients), "sink");
      thread.start();
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private void run(HikariDataSource database, Writers clients) {
    try (database;
        clients) {
      work(clients);
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  /** Says why it ended before the clients are closed, which may wait for Kafka. */
  private void work(Writers clients) {
    try {
      if (!settings.migrate() || migrated()) {
        consuming = true;
        clients.run();
      }
      ended(Health.waiting("stopped"));
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void failed(RuntimeException e) {
    ended(Health.failed(String.valueOf(e.getMessage())));
    LOG.atError()
        .setMessage("sink stopped")
        .addKeyValue("reason", e.getMessage())
        .setCause(e)
        .log();
  }

  private void ended(Health last) {
    health = last;
    consuming = false;
  }

  /** Waits for a database that is away; false when stopped meanwhile. */
  private boolean migrated() {
    while (stop.getCount() > 0) {
      try {
        int run = settings.database().migrate(settings.form());
        LOG.atInfo().setMessage("schema is up to date").addKeyValue("migrations", run).log();
        return true;
      } catch (TablesUnavailable e) {
        health = Health.waiting(String.valueOf(e.getMessage()));
        LOG.atWarn().setMessage("waiting").addKeyValue("reason", e.getMessage()).log();
        if (stopped(BETWEEN_TRIES)) {
          return false;
        }
      }
    }
    return false;
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
    Writers running = writers;
    return consuming && running != null ? running.health() : health;
  }

  @Override
  public void close() {
    stop.countDown();
    Writers running = writers;
    if (running != null) {
      running.stop();
    }
    Thread waited = thread;
    if (waited == null) {
      return;
    }
    try {
      waited.join(LONGEST_STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (waited.isAlive()) {
      LOG.atWarn()
          .setMessage("sink did not stop in time")
          .addKeyValue("within", LONGEST_STOP)
          .log();
      waited.interrupt();
    }
  }
}
