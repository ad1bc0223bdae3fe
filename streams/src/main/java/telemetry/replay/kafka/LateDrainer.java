package telemetry.replay.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.topics.Topics;

/**
 * Drains what came late every so often, beside the live windows. Several of them divide the
 * partitions by Kafka's own group. What goes wrong is tried again the next time: nothing is lost,
 * the readings stay in their topic.
 */
public final class LateDrainer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LateDrainer.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final LateDrains drains;
  private final Duration every;
  private final Clock clock;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Counter readings;
  private final Counter rows;
  private final Counter failures;
  private final AtomicLong waiting;
  private final Thread thread;
  private volatile boolean stopped;

  /**
   * Starts.
   *
   * @param instance this process's fixed name in the group; empty for none
   * @param every how often
   * @param clock tells what is over
   * @param meters counts what was done
   */
  public LateDrainer(
      LateDrains drains, String instance, Duration every, Clock clock, MeterRegistry meters) {
    this.drains = drains;
    this.every = every;
    this.clock = clock;
    this.consumer = drains.consumer(instance);
    this.readings =
        counter(meters, "telemetry.late.drained", "Late readings that were brought home");
    this.rows = counter(meters, "telemetry.late.rows", "Rows that were sent for late readings");
    this.failures = counter(meters, "telemetry.late.failures", "Drains that broke off");
    this.waiting = new AtomicLong();
    meters.gauge("telemetry.late.waiting", waiting);
    this.thread = new Thread(this::run, "late-drain");
    thread.setDaemon(true); // A drain of much must not keep a process that is told to end.
    thread.start();
  }

  private static Counter counter(MeterRegistry meters, String name, String description) {
    return Counter.builder(name).description(description).register(meters);
  }

  private void run() {
    try (consumer;
        LateDrain drain = drains.with(consumer, true)) {
      consumer.subscribe(List.of(Topics.LATE.name()), new Pausing());
      Instant next = clock.instant();
      while (!stopped) {
        if (!isHeard()) {
          continue;
        }
        if (!clock.instant().isBefore(next) && !consumer.assignment().isEmpty()) {
          drain(drain);
          next = clock.instant().plus(every);
        }
      }
    } catch (WakeupException e) {
      LOG.debug("late drain stopped");
    } catch (RuntimeException e) {
      LOG.error("late drain ended, late readings wait until the process is started again", e);
    }
  }

  /** Keeps its place in the group; a broker that is away is waited for. */
  private boolean isHeard() {
    try {
      consumer.poll(LOOK);
      return true;
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      failures.increment();
      LOG.warn("late drain does not reach its topic, it goes on trying", e);
      LockSupport.parkNanos(LOOK.toNanos());
      return false;
    }
  }

  private void drain(LateDrain drain) {
    try {
      LateDrain.Drained done = drain.drain(clock.instant());
      readings.increment((double) done.readings());
      rows.increment((double) done.rows());
      waiting.set(done.waiting());
      if (done.readings() > 0) {
        LOG.info(
            "late readings drained readings={} rows={} waiting={}",
            done.readings(),
            done.rows(),
            done.waiting());
      }
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      failures.increment();
      LOG.warn("late drain broke off, it is tried again in {} s", every.toSeconds(), e);
    }
  }

  /** Nothing is fetched until it is wanted. */
  private final class Pausing implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer.pause(partitions);
    }
  }

  @Override
  public void close() {
    stopped = true;
    consumer.wakeup();
    try {
      thread.join(STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("late drain did not stop in time within={}", STOP);
    }
  }
}
