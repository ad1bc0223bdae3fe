package telemetry.deploy.progress;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether anything still moves on the way to some ends. A place of any stage counts: the windows
 * read on for long before they say that all is told.
 */
final class Movement {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final List<Stage> stages;
  private final long patience;
  private final LongSupplier nanos;
  private Map<TopicPartition, Long> ends = Map.of();
  private long moved;
  private long movedAt;
  private long lookedAt;

  /**
   * Of some stages.
   *
   * @param patience how long nothing may move
   * @param nanos the time, as {@link System#nanoTime} has it
   */
  Movement(List<Stage> stages, Duration patience, LongSupplier nanos) {
    this.stages = stages;
    this.patience = patience.toNanos();
    this.nanos = nanos;
  }

  /** Whether nothing has moved for long. What is beyond the ends does not count. */
  boolean isOver(Map<TopicPartition, Long> towards) {
    long now = nanos.getAsLong();
    if (!towards.equals(ends)) {
      ends = new HashMap<>(towards);
      moved = moved();
      movedAt = now;
      lookedAt = now;
    } else if (now - lookedAt >= Math.min(LOOK.toNanos(), patience)) {
      lookedAt = now;
      long before = moved;
      moved = moved();
      movedAt = moved == before ? movedAt : now;
    }
    return now - movedAt >= patience;
  }

  private long moved() {
    long sum = 0;
    for (Stage stage : stages) {
      for (var place : stage.places().now().entrySet()) {
        sum += Math.min(place.getValue(), ends.getOrDefault(place.getKey(), 0L));
      }
    }
    return sum;
  }
}
