package telemetry.replay.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static telemetry.replay.kafka.LateBacklog.LATE;
import static telemetry.replay.kafka.LateBacklog.TODAY;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LateDrainTest {
  private static final int SYSTEMS = 3;
  private static final int POLLS = 30_000;
  private static final Instant NOW = TODAY.plus(Duration.ofDays(2));

  private static Map<String, Long> drained(int mostStretches, long mostReadings) {
    var rows = new HashMap<String, Long>();
    var backlog = new LateBacklog(SYSTEMS, POLLS, rows);
    var consumer = backlog.consumer();
    try (LateDrain drain = backlog.drain(consumer, mostStretches, mostReadings)) {
      LateDrain.Drained done = drain.drain(NOW);

      assertThat(done.readings()).isEqualTo(POLLS);
      assertThat(done.waiting()).isZero();
      assertThat(consumer.committed(Set.of(LATE)).get(LATE).offset()).isEqualTo(POLLS);
      assertThat(drain.drain(NOW)).isEqualTo(LateDrain.Drained.NOTHING);
    }
    return rows;
  }

  @Test
  void whateverIsHeardAtOnceTheRowsAreTheSame() {
    Map<String, Long> unbounded = drained(Integer.MAX_VALUE, Long.MAX_VALUE);

    assertThat(unbounded).hasSizeGreaterThan(POLLS / 5 * 2);
    assertThat(drained(1, 1)).as("piece by piece").isEqualTo(unbounded);
    assertThat(drained(Integer.MAX_VALUE, 1)).as("day by day").isEqualTo(unbounded);
  }

  @Test
  void whatIsStillOpenHoldsThePlaceAndIsToldAgainOnceItHasSettled() {
    var backlog = new LateBacklog(SYSTEMS, POLLS, null);
    var consumer = backlog.consumer();
    try (LateDrain drain = backlog.drain(consumer, 1, 10_000)) {
      // The meters' next number is today's: its window and day go by their base, and are open.
      LateDrain.Drained open = drain.drain(TODAY.plusSeconds(60));

      assertThat(open.readings()).isLessThan(POLLS);
      assertThat(open.readings() + open.waiting()).isEqualTo(POLLS);
      long place = consumer.committed(Set.of(LATE)).get(LATE).offset();
      assertThat(place).isEqualTo(open.readings());
      assertThat(consumer.position(LATE)).isEqualTo(place);
      assertThat(drain.drain(TODAY.plusSeconds(120))).isEqualTo(LateDrain.Drained.NOTHING);

      LateDrain.Drained done = drain.drain(NOW);
      assertThat(done.waiting()).isZero();
      assertThat(open.readings() + done.readings()).isEqualTo(POLLS);
    }
  }
}
