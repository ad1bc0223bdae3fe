package telemetry.replay.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import telemetry.recalculation.Extent;
import telemetry.records.ReadingGate;
import telemetry.registry.SchemaRegistry;
import telemetry.replay.ReadingLog;
import telemetry.topics.Topics;

/** The log of readings as the broker has it, what is committed. For one thread. */
public final class KafkaReadingLog implements ReadingLog, AutoCloseable {
  /** Two brokers that lead a partition one after the other may differ by this much in time. */
  public static final Duration CLOCKS = LogReader.CLOCKS;

  private final LogReader log;
  private final ReadingGate gate;
  private final int partitions;

  /**
   * Of one cluster.
   *
   * @param kafka settings of the clients
   * @param partitions of the topic
   * @param first whether this is the first log there ever was: then what it does not hold never was
   */
  public KafkaReadingLog(
      Map<String, String> kafka, SchemaRegistry registry, int partitions, boolean first) {
    this.log = new LogReader(kafka, Topics.READINGS, first);
    this.gate = new ReadingGate(partitions, registry);
    this.partitions = partitions;
  }

  @Override
  public int partitions() {
    return partitions;
  }

  @Override
  public Extent extent(int partition) {
    return log.extent(partition);
  }

  @Override
  public void read(int partition, long from, long end, Visitor visitor) {
    log.read(partition, from, end, record -> let(record, visitor));
  }

  @Override
  public void between(int partition, long begin, long end, IntPredicate systems, Visitor visitor) {
    log.between(
        partition, begin, end, record -> !isOfOne(record.key(), systems) || let(record, visitor));
  }

  /** By the key: what it and the value do not agree on is not let through. */
  private static boolean isOfOne(byte @Nullable [] key, IntPredicate systems) {
    try {
      return key != null && systems.test(Integer.parseInt(new String(key, UTF_8)));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private boolean let(ConsumerRecord<byte[], byte[]> record, Visitor visitor) {
    ReadingGate.Entry entry =
        gate.read(record.key(), record.value(), record.partition(), record.timestamp());
    if (entry instanceof ReadingGate.Entry.Let let) {
      visitor.reading(let.reading(), record.offset(), record.timestamp());
    }
    return true;
  }

  @Override
  public void close() {
    log.close();
  }
}
