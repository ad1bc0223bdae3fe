package telemetry.sink.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import telemetry.role.Health;
import telemetry.sink.SinkSettings;
import telemetry.sink.batch.Tables;

/**
 * The writers of one process: each a consumer of its own in a thread of its own. The group divides
 * the partitions among them as among processes, so they share no partition, and nothing else.
 */
public final class Writers implements AutoCloseable {
  private final List<Sink> sinks = new ArrayList<>();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  /**
   * Connects nothing yet.
   *
   * @param tables the tables of one writer
   */
  public Writers(
      SinkSettings settings, Supplier<Tables> tables, MeterRegistry meters, Clock clock) {
    try {
      for (int writer = 0; writer < settings.writers(); writer++) {
        sinks.add(new Sink(settings, writer, tables.get(), meters, clock));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Runs until all are stopped. Where one fails, the others are stopped too: its partitions would
   * wait for somebody who restarts the process.
   *
   * @throws SinkStopped if somebody must decide
   */
  public void run() {
    List<Thread> threads = new ArrayList<>();
    for (Sink sink : sinks) {
      var thread = new Thread(() -> run(sink), "sink-writer-" + threads.size());
      threads.add(thread);
      thread.start();
    }
    threads.forEach(thread -> join(thread, threads));
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  private void run(Sink sink) {
    try {
      sink.run();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
      stop();
    }
  }

  private static void join(Thread thread, List<Thread> all) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        all.forEach(Thread::interrupt);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends {@link #run} soon; from any thread. */
  public void stop() {
    sinks.forEach(Sink::stop);
  }

  /** How it goes: ready when all are. */
  public Health health() {
    List<Health> each = sinks.stream().map(Sink::health).toList();
    List<Health> waiting = each.stream().filter(health -> !health.ready()).toList();
    List<Health> told = waiting.isEmpty() ? each : waiting;
    String reason = told.stream().map(Health::reason).distinct().collect(Collectors.joining("; "));
    return waiting.isEmpty() ? Health.ready(reason) : Health.waiting(reason);
  }

  /** Closes the clients, after {@link #run} has ended. */
  @Override
  public void close() {
    sinks.forEach(Sink::close);
  }
}
