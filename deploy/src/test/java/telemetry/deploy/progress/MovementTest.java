package telemetry.deploy.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class MovementTest {
  private static final TopicPartition HERE = new TopicPartition("log", 0);
  private static final TopicPartition THERE = new TopicPartition("log", 1);
  private static final Map<TopicPartition, Long> ENDS = Map.of(HERE, 100L, THERE, 50L);

  private final Map<TopicPartition, Long> heard = new HashMap<>();
  private final Map<TopicPartition, Long> told = new HashMap<>();
  private long now;
  private final Movement movement =
      new Movement(
          List.of(new Stage("hear", "log", () -> heard), new Stage("tell", "log", () -> told)),
          Duration.ofSeconds(60),
          () -> now);

  private boolean isOverAfter(int seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
    return movement.isOver(ENDS);
  }

  @Test
  void itIsOverWhenNothingHasMovedForLong() {
    assertThat(isOverAfter(0)).isFalse();
    assertThat(isOverAfter(59)).isFalse();
    assertThat(isOverAfter(1)).isTrue();
  }

  @Test
  void whateverMovesOnTheWayMakesItGoOn() {
    assertThat(isOverAfter(0)).isFalse();
    heard.put(HERE, 10L);
    assertThat(isOverAfter(59)).isFalse();
    told.put(THERE, 1L);
    assertThat(isOverAfter(59)).isFalse();
    assertThat(isOverAfter(59)).isFalse();
    assertThat(isOverAfter(1)).isTrue();
  }

  @Test
  void whatMovesBeyondTheEndsIsSomebodyElses() {
    heard.put(HERE, 100L);
    assertThat(isOverAfter(0)).isFalse();
    heard.put(HERE, 200L);
    heard.put(new TopicPartition("other", 0), 7L);
    assertThat(isOverAfter(60)).isTrue();
  }

  @Test
  void theNextStageHasAllTheTime() {
    assertThat(isOverAfter(0)).isFalse();
    now += Duration.ofSeconds(61).toNanos();
    assertThat(movement.isOver(Map.of(HERE, 7L))).isFalse();
  }
}
