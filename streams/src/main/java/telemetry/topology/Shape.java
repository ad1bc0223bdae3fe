package telemetry.topology;

import java.time.Duration;
import java.util.function.IntToLongFunction;
import telemetry.recalculation.Extent;
import telemetry.window.Delivery;
import telemetry.window.WindowRules;

/**
 * What the picture leaves to settings.
 *
 * @param rules the window rules
 * @param partitions of every topic
 * @param emitEvery how long changes of an open window are gathered before its rows are told
 * @param rollUpEvery how long changes of an hour or day are gathered before its rows are told
 * @param storage where the state lives
 * @param delivery when a row that was told is surely in its topic
 * @param floor by partition, where its log begins now, as {@link Extent#floor}
 */
public record Shape(
    WindowRules rules,
    int partitions,
    Duration emitEvery,
    Duration rollUpEvery,
    Storage storage,
    Delivery delivery,
    IntToLongFunction floor) {
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  /** Of a log that holds everything that was ever written. */
  public Shape(
      WindowRules rules,
      int partitions,
      Duration emitEvery,
      Duration rollUpEvery,
      Storage storage,
      Delivery delivery) {
    this(rules, partitions, emitEvery, rollUpEvery, storage, delivery, partition -> Extent.WHOLE);
  }

  /** Rows, state and places are one transaction. */
  public Shape(WindowRules rules, int partitions, Duration emitEvery, Storage storage) {
    this(rules, partitions, emitEvery, FIVE_MINUTES, storage, Delivery.WITH_STATE);
  }

  /** Where the state lives; its changelog is in Kafka either way. */
  public enum Storage {
    /** On disk: memory stays small, a restart reads little. */
    ROCKSDB,
    /** In memory: faster, and read again from the changelog at every start. */
    MEMORY
  }
}
