package telemetry.replay.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.registry.SchemaRegistry;
import telemetry.replay.Drain;
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
  private final KafkaReadingLog log;
  private final KafkaRowLog out;
  private final Supplier<Drain> drains;
  private final Duration settle;
  private final Map<TopicPartition, Again> again = new HashMap<>();

  /**
   * With a consumer of the late topic, whose partitions somebody else assigns; stays the caller's.
   *
   * @param log the log of readings; closed with this
   * @param out where the rows go; closed with this
   * @param moves whether the place of the group is the consumer's to move
   */
  LateDrain(
      Consumer<byte[], byte[]> consumer,
      SchemaRegistry registry,
      Map<String, String> kafka,
      KafkaReadingLog log,
      KafkaRowLog out,
      WindowRules rules,
      long mostReadings,
      boolean moves) {
    this.consumer = consumer;
    this.moves = moves;
    this.late = new LateLog(consumer, registry);
    this.log = log;
    this.out = out;
    this.settle = rules.settle();
    // Systems are declared, and moved to other zones, while this runs.
    this.drains = () -> new Drain(log, rules, new DeclaredZones(kafka, registry), mostReadings);
  }

  /** Drains the partitions that the consumer has now. */
  Drained drain(Instant now) {
    List<TopicPartition> due =
        consumer.assignment().stream().filter(partition -> isDue(partition, now)).toList();
    if (due.isEmpty()) {
      return Drained.NOTHING;
    }
    Drained done = Drained.NOTHING;
    Drain drain = drains.get();
    for (Map.Entry<TopicPartition, LateLog.Waiting> one : late.read(due).entrySet()) {
      done = done.plus(drain(drain, one.getKey(), one.getValue(), now));
    }
    return done;
  }

  /** What is still open is not looked at again before it can have settled, unless more came. */
  private boolean isDue(TopicPartition partition, Instant now) {
    Again waits = again.get(partition);
    return waits == null
        || now.isAfter(waits.after())
        || consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L) > waits.end();
  }

  private Drained drain(
      Drain drain, TopicPartition partition, LateLog.Waiting waiting, Instant now) {
    Drain.Told told = drain.run(partition.partition(), waiting.readings(), now, out);
    long place = waiting.first(told.open().keySet()).orElse(waiting.end());
    move(partition, place);
    if (told.open().isEmpty()) {
      again.remove(partition);
    } else {
      Instant last = told.open().values().stream().max(Instant::compareTo).orElse(now);
      again.put(partition, new Again(waiting.end(), last.plus(settle)));
    }
    long open = waiting.entries().stream().filter(entry -> entry.offset() >= place).count();
    return new Drained(waiting.entries().size() - open, told.rows(), open);
  }

  private void move(TopicPartition partition, long place) {
    if (!moves) {
      return;
    }
    try {
      consumer.commitSync(Map.of(partition, new OffsetAndMetadata(place)));
    } catch (CommitFailedException e) {
      // Another member of the group has the place now, and drains the same again.
      LOG.info("late place not moved partition={} place={}", partition, place);
    }
    if (consumer.assignment().contains(partition)) {
      consumer.seek(partition, place);
    }
  }

  @Override
  public void close() {
    log.close();
    out.close();
  }
}
