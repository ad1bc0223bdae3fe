package telemetry.deploy.progress;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until what was in the log at the call has become rows. Each stage's end is captured when
 * the stage before has reached its own, so what comes in meanwhile does not make the wait longer.
 * What somebody wrote and has not committed counts as there: it may hide what stands behind it.
 */
public final class Progress {
  private static final Duration LOOK = Duration.ofMillis(50);

  private static final Comparator<TopicPartition> PARTITION_ORDER =
      Comparator.comparingInt(TopicPartition::partition);

  private final List<Stage> stages;
  private final TopicScan scan;

  /**
   * Over these stages.
   *
   * @param stages in the order a reading travels
   * @param scan reads their logs; stays the caller's
   */
  public Progress(List<Stage> stages, TopicScan scan) {
    this.stages = List.copyOf(stages);
    this.scan = scan;
  }

  /**
   * Waits.
   *
   * @return what is lacking when the time is over; nothing if all has become rows
   */
  public Optional<String> await(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    return await(ends -> System.nanoTime() >= deadline);
  }

  /**
   * Waits for as long as something moves, however much there is to do.
   *
   * @param patience how long nothing may move
   * @return what is lacking when nothing moves any more; nothing if all has become rows
   */
  public Optional<String> awaitWhileMoving(Duration patience) {
    var movement = new Movement(stages, patience, System::nanoTime);
    return await(movement::isOver);
  }

  private Optional<String> await(Predicate<Map<TopicPartition, Long>> isOver) {
    for (Stage stage : stages) {
      Map<TopicPartition, Long> ends = scan.written(stage.topic());
      Map<TopicPartition, Long> lacking = lacking(stage, ends);
      while (!lacking.isEmpty()) {
        if (isOver.test(ends)) {
          return Optional.of(said(stage, ends, lacking));
        }
        LockSupport.parkNanos(LOOK.toNanos());
        lacking = lacking(stage, ends);
      }
    }
    return Optional.empty();
  }

  private static String said(
      Stage stage, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> lacking) {
    var text = new StringBuilder(stage.name() + " has not dealt with all of " + stage.topic());
    lacking.forEach(
        (partition, place) ->
            text.append(
                "\n  partition %d: wanted %d, found %d"
                    .formatted(partition.partition(), ends.get(partition), place)));
    return text.toString();
  }

  /** Partitions with a record that the stage has not dealt with, and its place there. */
  private Map<TopicPartition, Long> lacking(Stage stage, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> places = stage.places().now();
    Map<TopicPartition, Long> beginnings = scan.beginnings(stage.topic());
    Map<TopicPartition, Long> committed = scan.ends(stage.topic());
    var lacking = new TreeMap<TopicPartition, Long>(PARTITION_ORDER);
    ends.forEach(
        (partition, end) -> {
          long begin = beginnings.getOrDefault(partition, 0L);
          long place = Math.max(places.getOrDefault(partition, begin), begin);
          long sure = committed.getOrDefault(partition, 0L);
          if (sure < end || scan.holdsRecord(partition, place, end)) {
            lacking.put(partition, place);
          }
        });
    return lacking;
  }
}
