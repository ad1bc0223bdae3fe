package telemetry.deploy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import telemetry.model.Interval;
import telemetry.model.SystemReading;
import telemetry.registry.AvroSerde;
import telemetry.topics.Topics;

/** Live load: some systems report all the time; how long until the row of a reading has it. */
final class LiveFeed implements AutoCloseable {
  static final int FIRST_SYSTEM = 501;
  private static final int SYSTEMS = 8;
  private static final Duration EVERY = Duration.ofMillis(50);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final String ROWS =
      """
      SELECT system_id, extract(epoch FROM interval_end)::bigint * 1000, max(revision_offset)
      FROM telemetry_agg_5m
      WHERE system_id >= 501 AND interval_end > now() - interval '10 minutes' GROUP BY 1, 2\
      """;

  private record Sent(int system, long end, long offset, long at) {}

  private final WholePipeline pipeline;
  private final KafkaProducer<String, SystemReading> producer;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
  private final List<Sent> awaited = new ArrayList<>();
  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Void> broken = new CompletableFuture<>();
  private final Random random = new Random(1);
  private int turn;

  LiveFeed(WholePipeline pipeline) {
    this.pipeline = pipeline;
    this.producer =
        new KafkaProducer<>(
            new HashMap<String, Object>(pipeline.cluster.kafka()),
            new StringSerializer(),
            new AvroSerde<>(Topics.READINGS, pipeline.cluster.registry()).serializer());
    threads.scheduleAtFixedRate(guarded(this::send), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    threads.scheduleWithFixedDelay(guarded(this::look), 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private interface Step {
    void take() throws SQLException;
  }

  private Runnable guarded(Step step) {
    return () -> {
      try {
        step.take();
      } catch (SQLException | RuntimeException e) {
        broken.completeExceptionally(e);
        throw new IllegalStateException(e);
      }
    };
  }

  private void send() {
    int system = FIRST_SYSTEM + turn++ % SYSTEMS;
    Instant now = Instant.now();
    SystemReading reading =
        Homes.reading(system, Instant.ofEpochMilli(now.toEpochMilli()), turn, random);
    long at = System.nanoTime();
    producer.send(
        new ProducerRecord<>(Topics.READINGS.name(), Integer.toString(system), reading),
        (place, failure) -> {
          if (failure == null) {
            sent.add(new Sent(system, Interval.endOf(now.toEpochMilli()), place.offset(), at));
          } else {
            broken.completeExceptionally(failure);
          }
        });
  }

  private void look() throws SQLException {
    for (Sent one = sent.poll(); one != null; one = sent.poll()) {
      awaited.add(one);
    }
    Map<String, Long> rows = new HashMap<>();
    try (var connection = DriverManager.getConnection(pipeline.endpoints.jdbcUrl());
        var statement = connection.createStatement();
        var row = statement.executeQuery(ROWS)) {
      while (row.next()) {
        rows.put(row.getInt(1) + " " + row.getLong(2), row.getLong(3));
      }
    }
    long now = System.nanoTime();
    awaited.removeIf(
        one -> {
          boolean visible = rows.getOrDefault(one.system() + " " + one.end(), -1L) >= one.offset();
          if (visible) {
            nanos.add(now - one.at());
          }
          return visible;
        });
  }

  /** How long 99 of a hundred took at most, of those since the last call. */
  Duration p99() throws ExecutionException, InterruptedException {
    if (broken.isDone()) {
      broken.get();
    }
    var taken = new ArrayList<Long>();
    for (Long one = nanos.poll(); one != null; one = nanos.poll()) {
      taken.add(one);
    }
    taken.sort(null);
    return taken.isEmpty()
        ? Duration.ZERO
        : Duration.ofNanos(taken.get((int) Math.ceil(taken.size() * 0.99) - 1));
  }

  int seen() {
    return nanos.size();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    producer.close();
  }
}
