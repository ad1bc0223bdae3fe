package telemetry.replay.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.replay.Drain;
import telemetry.replay.LateWindows;
import telemetry.replay.ReadingLog;
import telemetry.replay.RowLog;
import telemetry.window.WindowRules;

/**
 * Drains {@code telemetry.late}: reads what waits, tells its rows from the log, and then moves the
 * place of its group. Broken off in between, it does the same again, which changes nothing.
 */
public final class LateDrain implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LateDrain.class);

  /** The consumer group that holds the place, after the name of the streams application. */
  public static final String GROUP = "-late";

  /**
   * What was done.
   *
   * @param readings late readings that were brought home
   * @param rows rows that were sent
   * @param waiting late readings whose rows are still open; they are drained once more
   */
  public record Drained(long readings, long rows, long waiting) {
    static final Drained NOTHING = new Drained(0, 0, 0);

    Drained plus(Drained other) {
      return new Drained(readings + other.readings, rows + other.rows, waiting + other.waiting);
    }
  }

  private record Again(long end, Instant after) {}

  private final Consumer<byte[], byte[]> consumer;
  private final boolean moves;
  private final LateLog late;
  private final RowLog out;
  private final Drain drain;
  private final Supplier<IntFunction<ZoneId>> declared;
  private final Duration settle;
  private final Runnable parts;
  private final Map<TopicPartition, Again> again = new HashMap<>();
  private @Nullable IntFunction<ZoneId> zones;

  /**
   * With a consumer of the late topic, whose partitions somebody else assigns; stays the caller's.
   *
   * @param moves whether the place of the group is the consumer's to move
   * @param declared says which zones systems have now
   * @param parts closes what only this uses
   */
  LateDrain(
      Consumer<byte[], byte[]> consumer,
      boolean moves,
      LateLog late,
      ReadingLog log,
      RowLog out,
      WindowRules rules,
      long mostReadings,
      Supplier<IntFunction<ZoneId>> declared,
      Runnable parts) {
    this.consumer = consumer;
    this.moves = moves;
    this.late = late;
    this.out = out;
    this.drain = new Drain(log, rules, this::zone, mostReadings);
    this.declared = declared;
    this.settle = rules.settle();
    this.parts = parts;
  }

  /** Drains the partitions that the consumer has now. */
  Drained drain(Instant now) {
    zones = null;
    Drained done = Drained.NOTHING;
    for (TopicPartition partition : List.copyOf(consumer.assignment())) {
      long end = late.end(partition);
      if (isDue(partition, end, now)) {
        done = done.plus(drain(partition, end, now));
      }
    }
    return done;
  }

  /** What is still open is not looked at again before it can have settled, unless more came. */
  private boolean isDue(TopicPartition partition, long end, Instant now) {
    Again waits = again.get(partition);
    return waits == null || now.isAfter(waits.after()) || end > waits.end();
  }

  /** Piece by piece; the place goes on with each, up to the first reading that must wait. */
  private Drained drain(TopicPartition partition, long end, Instant now) {
    Drained done = Drained.NOTHING;
    LateWindows.@Nullable Place waits = null;
    Instant open = now;
    while (late.isBehind(partition, end)) {
      LateLog.Piece piece = late.read(partition, end);
      LateWindows windows = piece.windows();
      if (windows.readings() > 0) {
        Drain.Told told = drain.run(partition.partition(), windows, now, out);
        for (Instant rowEnd : told.open().values()) {
          open = rowEnd.isAfter(open) ? rowEnd : open;
        }
        long home = 0;
        if (waits == null) {
          waits = windows.first(told.open().keySet()).orElse(null);
          home = waits == null ? windows.readings() : waits.before();
        }
        done = done.plus(new Drained(home, told.rows(), windows.readings() - home));
      }
      if (moves) {
        move(partition, waits == null ? piece.end() : waits.offset());
      }
    }
    if (waits == null) {
      again.remove(partition);
    } else {
      again.put(partition, new Again(end, open.plus(settle)));
      if (moves && consumer.assignment().contains(partition)) {
        consumer.seek(partition, waits.offset());
      }
    }
    return done;
  }

  private void move(TopicPartition partition, long place) {
    try {
      consumer.commitSync(Map.of(partition, new OffsetAndMetadata(place)));
    } catch (CommitFailedException e) {
      // Another member of the group has the place now, and drains the same again.
      LOG.info("late place not moved partition={} place={}", partition, place);
    }
  }

  /** Where systems are: declared, and moved, while this runs, so asked once a drain. */
  private ZoneId zone(int systemId) {
    IntFunction<ZoneId> now = zones;
    if (now == null) {
      now = declared.get();
      zones = now;
    }
    return now.apply(systemId);
  }

  @Override
  public void close() {
    parts.run();
  }
}
