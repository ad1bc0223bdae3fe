package telemetry.replay.kafka;

import java.util.Map;
import telemetry.model.RawPosition;
import telemetry.normalise.Normaliser;
import telemetry.recalculation.Extent;
import telemetry.records.RawGate;
import telemetry.registry.SchemaRegistry;
import telemetry.replay.RawLog;
import telemetry.topics.Topics;

/** The log of raw bytes as the broker has it, what is committed. For one thread. */
public final class KafkaRawLog implements RawLog, AutoCloseable {
  private final LogReader log;
  private final RawGate gate;

  /**
   * Of one cluster.
   *
   * @param kafka settings of the clients
   * @param normaliser with today's decoders
   * @param partitions of the topic
   */
  public KafkaRawLog(
      Map<String, String> kafka, SchemaRegistry registry, Normaliser normaliser, int partitions) {
    this.log = new LogReader(kafka, Topics.RAW, true);
    this.gate = new RawGate(normaliser, partitions, registry);
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
          visitor.record(
              record.offset(),
              gate.read(
                  record.key(),
                  record.value(),
                  new RawPosition(partition, record.offset()),
                  record.timestamp()));
          return true;
        });
  }

  @Override
  public void close() {
    log.close();
  }
}
