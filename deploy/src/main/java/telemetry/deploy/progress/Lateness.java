package telemetry.deploy.progress;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How late the pipeline is: the age of the oldest record that one of its stages has before it. */
public final class Lateness {
  private final List<Stage> stages;
  private final TopicScan scan;
  private final Clock clock;

  /**
   * Of these stages.
   *
   * @param scan reads their logs; stays the caller's
   * @param clock in step with the brokers'
   */
  public Lateness(List<Stage> stages, TopicScan scan, Clock clock) {
    this.stages = List.copyOf(stages);
    this.scan = scan;
    this.clock = clock;
  }

  /** Now; zero where nothing waits. */
  public Duration now() {
    long oldest = Long.MAX_VALUE;
    for (Stage stage : stages) {
      Map<TopicPartition, Long> places = stage.places().now();
      for (var end : scan.ends(stage.topic()).entrySet()) {
        Long place = places.get(end.getKey());
        if (place != null) {
          var waiting = scan.first(end.getKey(), place, end.getValue());
          oldest = waiting.isPresent() ? Math.min(oldest, waiting.get().timestamp()) : oldest;
        }
      }
    }
    long now = clock.millis();
    return Duration.ofMillis(oldest == Long.MAX_VALUE ? 0 : Math.max(0, now - oldest));
  }
}
