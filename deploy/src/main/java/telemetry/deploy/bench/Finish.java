package telemetry.deploy.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;
import telemetry.deploy.bench.stand.Jvm;
import telemetry.deploy.bench.stand.StandException;
import telemetry.deploy.progress.Stage;
import telemetry.deploy.progress.TopicScan;

/** Waits until every stage has dealt with all that the one before it wrote. */
final class Finish {
  private static final Duration LOOK = Duration.ofMillis(50);

  /** So near the end of a log there may be no record left, but marks of transactions. */
  private static final long NEAR = 64;

  private final TopicScan scan;
  private final List<Jvm> running;

  /**
   * Over these.
   *
   * @param scan reads their logs; stays the caller's
   * @param running whose end ends the wait
   */
  Finish(TopicScan scan, List<Jvm> running) {
    this.scan = scan;
    this.running = List.copyOf(running);
  }

  /**
   * Waits.
   *
   * @throws StandException if it takes too long, or a program ended
   */
  void await(List<Stage> stages, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    for (Stage stage : stages) {
      Map<TopicPartition, Long> ends = scan.ends(stage.topic());
      while (!done(stage, ends)) {
        for (Jvm program : running) {
          program
              .failure()
              .ifPresent(
                  reason -> {
                    throw new StandException(reason);
                  });
        }
        if (System.nanoTime() > deadline) {
          throw new StandException(
              "%s: wanted all of %s dealt with within %s, %s of it, found %s"
                  .formatted(stage.name(), stage.topic(), patience, ends, stage.places().now()));
        }
        LockSupport.parkNanos(LOOK.toNanos());
      }
    }
  }

  private boolean done(Stage stage, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> places = stage.places().now();
    return ends.entrySet().stream()
        .allMatch(
            end -> {
              long place = places.getOrDefault(end.getKey(), 0L);
              return place >= end.getValue()
                  || (end.getValue() - place <= NEAR
                      && !scan.holdsRecord(end.getKey(), place, end.getValue()));
            });
  }
}
