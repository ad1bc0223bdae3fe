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
 * @param writes how what is written of the windows' state reaches its store
 * @param floor by partition, where its log begins now, as {@link Extent#floor}
 * @param turn how long hours and days are told at a time, before records have their turn again
 */
public record Shape(
    WindowRules rules,
    int partitions,
    Duration emitEvery,
    Duration rollUpEvery,
    Storage storage,
    Delivery delivery,
    StoreWrites writes,
    IntToLongFunction floor,
    Duration turn) {
  /** So long what is live may be held up by hours and days without harm. */
  static final Duration TURN = Duration.ofMillis(100);

  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  /** A task whose newest record was appended longer ago than this is catching up. */
  private static final Duration BEHIND = Duration.ofSeconds(10);

  private static final Duration SELDOM = Duration.ofMillis(500);
  private static final Duration OFTEN = Duration.ofMillis(100);

  /** Of a log that holds everything that was ever written. */
  public Shape(
      WindowRules rules,
      int partitions,
      Duration emitEvery,
      Duration rollUpEvery,
      Storage storage,
      Delivery delivery) {
    this(
        rules,
        partitions,
        emitEvery,
        rollUpEvery,
        storage,
        delivery,
        StoreWrites.AT_ONCE,
        partition -> Extent.WHOLE,
        TURN);
  }

  /** Rows, state and places are one transaction. */
  public Shape(WindowRules rules, int partitions, Duration emitEvery, Storage storage) {
    this(rules, partitions, emitEvery, FIVE_MINUTES, storage, Delivery.WITH_STATE);
  }

  /** How long a reading that was normalised may wait until the windows hear of it. */
  Duration normaliseEvery() {
    Duration half = emitEvery.dividedBy(2);
    return half.compareTo(SELDOM) > 0 ? SELDOM : half.compareTo(OFTEN) < 0 ? OFTEN : half;
  }

  /**
   * Whether a task is catching up.
   *
   * @param appendedAt when its newest record was appended to the log, in epoch milliseconds
   */
  boolean isBehind(long appendedAt, long now) {
    return now - appendedAt > BEHIND.toMillis();
  }

  /** Where the state lives; its changelog is in Kafka either way. */
  public enum Storage {
    /** On disk: memory stays small, a restart reads little. */
    ROCKSDB,
    /** In memory: faster, and read again from the changelog at every start. */
    MEMORY
  }
}
