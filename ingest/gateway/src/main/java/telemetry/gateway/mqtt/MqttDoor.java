package telemetry.gateway.mqtt;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.gateway.RawSink;
import telemetry.gateway.Systems;
import telemetry.gateway.pace.Backoff;
import telemetry.vendors.ask.Trouble;

/**
 * Hears an MQTT broker, one connection after the other. A connection ends when the broker goes or
 * the log does not acknowledge; the next one is sent again what was not acknowledged, so nothing
 * that the log does not have is kept here.
 */
public final class MqttDoor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MqttDoor.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
  private static final int MOST_FAILURES = 6;

  private final MqttBounds bounds;
  private final MqttIntake intake;
  private final MqttMeters meters;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var daemon = new Thread(task, "mqtt");
            daemon.setDaemon(true);
            return daemon;
          });
  private @Nullable MqttConnection connection;
  private final AtomicInteger failures = new AtomicInteger();

  /**
   * A door that is still shut.
   *
   * @param bounds where messages come from and what passes through
   * @param systems the declared systems, once they are known
   * @param sink where messages go
   */
  public MqttDoor(
      MqttBounds bounds,
      Supplier<Optional<Systems>> systems,
      RawSink sink,
      Clock clock,
      MeterRegistry registry) {
    this.bounds = bounds;
    this.intake = new MqttIntake(bounds, systems, sink, clock);
    this.meters = new MqttMeters(registry);
  }

  /** Opens it: connects as soon as the systems are known, and again whenever that ends. */
  public void open() {
    later(Duration.ZERO);
  }

  private void later(Duration wait) {
    try {
      var unused = thread.schedule(this::connect, wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.atDebug().setMessage("mqtt.closing").log(); // close() said so.
    }
  }

  private void connect() {
    if (!intake.isReady()) {
      later(LOOK_AGAIN);
      return;
    }
    try {
      connection = new MqttConnection(bounds, intake, meters, this::heard, this::ended);
      connection.open();
      meters.connected(true);
      LOG.atInfo().setMessage("mqtt.connected").addKeyValue("broker", bounds.broker()).log();
    } catch (MqttException | RuntimeException e) {
      // A RuntimeException here is the client's: thrown on, it would end the trying for ever.
      again(e);
    }
  }

  /** The log has a message of this connection: what failed before is over. */
  private void heard() {
    failures.set(0);
  }

  /** Called by a connection, once. */
  private void ended(MqttConnection ended, Throwable fault) {
    onThread(
        () -> {
          if (connection == ended) {
            again(fault);
          }
        });
  }

  private void onThread(Runnable work) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException e) {
      LOG.atDebug().setMessage("mqtt.closing").log(); // close() said so.
    }
  }

  private void again(Throwable fault) {
    meters.connected(false);
    abandon();
    int most = failures.updateAndGet(before -> Math.min(before + 1, MOST_FAILURES));
    Duration wait =
        Backoff.after(
            Trouble.PASSING, bounds.pause(), most, RandomGenerator.getDefault().nextDouble());
    LOG.atWarn()
        .setMessage("mqtt.disconnected")
        .addKeyValue("broker", bounds.broker())
        .addKeyValue("fault", fault)
        .addKeyValue("again.ms", wait.toMillis())
        .log();
    later(wait);
  }

  private void abandon() {
    if (connection != null) {
      connection.abandon();
      connection = null;
    }
  }

  /** Takes no more, acknowledges what the log gets soon, and leaves the rest to the broker. */
  @Override
  public void close() {
    onThread(
        () -> {
          if (connection != null) {
            connection.finish();
          }
          abandon();
          meters.connected(false);
        });
    thread.shutdown();
    try {
      if (!thread.awaitTermination(20, TimeUnit.SECONDS)) {
        LOG.atWarn().setMessage("mqtt.thread.stays").log();
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
