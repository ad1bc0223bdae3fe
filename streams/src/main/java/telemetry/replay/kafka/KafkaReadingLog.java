package telemetry.replay.kafka;

import java.time.Duration;
import java.util.Map;
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
    log.read(
        partition,
        from,
        end,
        record -> {
          ReadingGate.Entry entry =
              gate.read(record.key(), record.value(), partition, record.timestamp());
          if (entry instanceof ReadingGate.Entry.Let let) {
            visitor.reading(let.reading(), record.offset(), record.timestamp());
          }
          return true;
        });
  }

  @Override
  public void close() {
    log.close();
  }
}
