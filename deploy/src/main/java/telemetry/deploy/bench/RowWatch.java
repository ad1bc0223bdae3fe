package telemetry.deploy.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.bench.stand.StandException;

/**
 * Looks into the table all the time for rows that readings must change: a row whose revision has
 * reached a reading's offset has that reading in it. Looks at one point of each system; all of a
 * poll are told together.
 */
final class RowWatch implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(5);

  private static final String VISIBLE =
      """
      SELECT w.place
      FROM unnest(?::integer[], ?::timestamptz[], ?::bigint[])
        WITH ORDINALITY AS w(system_id, interval_end, revision, place)
      JOIN telemetry_agg_5m r
        ON r.system_id = w.system_id AND r.point_id = 1 AND r.interval_end = w.interval_end
      WHERE r.revision_offset >= w.revision""";

  private record Reading(int system, long end, long offset, long sentAt) {}

  private final Connection database;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Queue<Reading> sent = new ConcurrentLinkedQueue<>();
  private final List<Double> millis = new ArrayList<>();
  private volatile long until = Long.MAX_VALUE;
  private Future<?> looking = java.util.concurrent.CompletableFuture.completedFuture(null);

  RowWatch(Stand stand) throws SQLException {
    this.database = stand.database().connect();
    try (var statement = database.createStatement()) {
      // A few rows by their key, whatever the planner thinks of a table that it has not seen yet.
      statement.execute(
          "SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_seqscan = off");
    }
  }

  void begin() {
    looking = thread.submit(this::look);
  }

  /** A reading was sent. */
  void sent(int system, long end, long offset, long sentAt) {
    sent.add(new Reading(system, end, offset, sentAt));
  }

  /** Waits for the last; how long each took, the fastest first. */
  List<Double> end(Duration patience) throws ExecutionException, InterruptedException {
    until = System.nanoTime() + patience.toNanos();
    looking.get();
    return millis.stream().sorted().toList();
  }

  private void look() {
    List<Reading> awaited = new ArrayList<>();
    try {
      while (until == Long.MAX_VALUE || !awaited.isEmpty() || !sent.isEmpty()) {
        for (Reading next = sent.poll(); next != null; next = sent.poll()) {
          awaited.add(next);
        }
        if (!awaited.isEmpty()) {
          awaited.removeAll(visible(awaited));
        }
        if (until - System.nanoTime() < 0) {
          throw new StandException("rows: wanted those of " + awaited + ", found none");
        }
        LockSupport.parkNanos(LOOK.toNanos());
      }
    } catch (SQLException e) {
      throw new StandException("rows: cannot be looked at", e);
    }
  }

  private List<Reading> visible(List<Reading> awaited) throws SQLException {
    List<Reading> found = new ArrayList<>();
    try (var statement = database.prepareStatement(VISIBLE)) {
      statement.setArray(1, array("integer", awaited.stream().map(Reading::system).toArray()));
      statement.setArray(
          2, array("timestamptz", awaited.stream().map(it -> new Timestamp(it.end())).toArray()));
      statement.setArray(3, array("bigint", awaited.stream().map(Reading::offset).toArray()));
      try (var rows = statement.executeQuery()) {
        long now = System.nanoTime();
        while (rows.next()) {
          Reading reading = awaited.get(rows.getInt(1) - 1);
          millis.add((now - reading.sentAt()) / 1e6);
          found.add(reading);
        }
      }
    }
    return found;
  }

  private Array array(String type, Object[] values) throws SQLException {
    return database.createArrayOf(type, values);
  }

  @Override
  public void close() throws SQLException {
    thread.shutdownNow();
    database.close();
  }
}
