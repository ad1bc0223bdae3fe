package telemetry.replay.kafka;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.zip.CRC32;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.recalculation.Extent;
import telemetry.replay.ReadingLog;
import telemetry.replay.RowLog;
import telemetry.topics.Topic;
import telemetry.topics.Topics;
import telemetry.window.WindowRules;

/**
 * Gateways that were away for long and bring everything at once: each system's first reading is
 * today's, all others come late, minute by minute, the systems by turns. Readings are made as they
 * are read, so that a test of memory holds none.
 */
final class LateBacklog implements ReadingLog, RowLog {
  static final TopicPartition LATE = new TopicPartition(Topics.LATE.name(), 0);
  static final Instant TODAY = Instant.parse("2025-11-20T12:00:00Z");
  private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
  private static final int FETCH = 500;

  private final int systems;
  private final int late;
  private final @Nullable Map<String, Long> rows;

  /** How often a reading was shown to somebody. */
  long shown;

  /**
   * A backlog.
   *
   * @param late how many readings, of all systems together
   * @param rows where its rows are kept, each by what it says; null for nowhere
   */
  LateBacklog(int systems, int late, @Nullable Map<String, Long> rows) {
    this.systems = systems;
    this.late = late;
    this.rows = rows;
  }

  /** A drain of it. */
  LateDrain drain(Consumed consumer, int mostStretches, long mostReadings) {
    var late =
        new LateLog(
            consumer,
            (topic, bytes) -> reading(systems + (int) ByteBuffer.wrap(bytes).getLong()),
            mostStretches);
    var rules = new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7));
    return new LateDrain(
        consumer,
        true,
        late,
        this,
        this,
        rules,
        mostReadings,
        () -> id -> ZoneOffset.UTC,
        () -> {});
  }

  /** A consumer of its late topic. */
  Consumed consumer() {
    return new Consumed();
  }

  /** Makes records as they are asked for. */
  final class Consumed extends MockConsumer<byte[], byte[]> {
    Consumed() {
      super("earliest");
      assign(List.of(LATE));
      pause(List.of(LATE));
      updateBeginningOffsets(Map.of(LATE, 0L));
      updateEndOffsets(Map.of(LATE, (long) late));
    }

    @Override
    public synchronized org.apache.kafka.clients.consumer.ConsumerRecords<byte[], byte[]> poll(
        Duration timeout) {
      if (!paused().contains(LATE)) {
        long place = position(LATE);
        for (long at = place; at < Math.min(late, place + FETCH); at++) {
          byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(at).array();
          addRecord(new ConsumerRecord<>(LATE.topic(), LATE.partition(), at, new byte[0], value));
        }
      }
      return super.poll(timeout);
    }
  }

  private SystemReading reading(int offset) {
    int system = 1 + offset % systems;
    long minute = offset / systems;
    Instant at = minute == 0 ? TODAY : BEGIN.plusSeconds(60 * minute);
    double meter = minute == 0 ? 1e9 : (double) minute;
    return new SystemReading(
        system,
        "general",
        "a",
        Op.PUT,
        at,
        null,
        at,
        null,
        null,
        List.of(
            new PointValue("w", Kind.GAUGE, "W", Value.of(offset % 977), Quality.GOOD),
            new PointValue("wh", Kind.COUNTER, "Wh", Value.of(meter), Quality.GOOD)));
  }

  @Override
  public int partitions() {
    return 1;
  }

  @Override
  public Extent extent(int partition) {
    return new Extent(0, (long) systems + late, Extent.WHOLE);
  }

  @Override
  public void read(int partition, long from, long end, Visitor visitor) {
    between(partition, 0, end, id -> true, visitor);
  }

  @Override
  public void between(int partition, long begin, long end, IntPredicate of, Visitor visitor) {
    for (int offset = (int) begin; offset < Math.min(end, systems + late); offset++) {
      if (of.test(1 + offset % systems)) {
        shown++;
        visitor.reading(reading(offset), offset, TODAY.toEpochMilli());
      }
    }
  }

  @Override
  public void send(Topic<Aggregate> topic, Aggregate row) {
    if (rows == null) {
      return;
    }
    var sum = new CRC32();
    sum.update(row.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    rows.put(topic.name() + row.key().text() + row.intervalEnd().toEpochMilli(), sum.getValue());
  }

  @Override
  public void flush() {}
}
