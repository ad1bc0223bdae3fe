package telemetry.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import telemetry.model.Kind;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.topics.Topics;
import telemetry.window.Readings;

/**
 * What a reading costs in state, through the real topology: entries kept, and entries and bytes
 * written to the changelog. The measured numbers stand in RATIONALE; here they are bounded.
 */
class StateSizeTest {
  private static final Instant AT = Instant.parse("2025-11-11T00:00:00Z");
  private static final int MINUTES = 24 * 60;
  private static final double MOST_WRITES = 3;

  @ParameterizedTest(name = "{0} points")
  @CsvSource({"1, 120", "16, 260", "128, 1600"})
  void aReadingIsOneEntryHoweverManyPointsItHas(int points, double mostBytes) {
    try (var topology = new DrivenTopology(Shape.Storage.ROCKSDB)) {
      for (int minute = 0; minute < MINUTES; minute++) {
        SystemReading poll = poll(AT.plusSeconds(60L * minute), points, minute);
        topology.bytes(
            Topics.READINGS,
            DrivenTopology.key(6),
            topology.value(Topics.READINGS, poll),
            topology.now());
        topology.advance(Duration.ofMinutes(1));
      }

      long kept = 0;
      long keptBytes = 0;
      for (KeyValue<Bytes, byte[]> entry : topology.state()) {
        kept++;
        keptBytes += entry.key.get().length + entry.value.length;
      }
      List<TestRecord<byte[], byte[]>> written = topology.changelog();
      double writes = (double) written.size() / MINUTES;
      double bytes =
          written.stream()
                  .mapToLong(it -> it.key().length + (it.value() == null ? 0 : it.value().length))
                  .sum()
              / (double) MINUTES;
      String what =
          "%d points: %.3f entries and %.1f bytes kept, %.3f writes and %.1f bytes of them"
              .formatted(
                  points, (double) kept / MINUTES, (double) keptBytes / MINUTES, writes, bytes);
      assertThat(kept).as(what).isBetween((long) MINUTES, MINUTES + 20L);
      assertThat(writes).as(what).isLessThan(MOST_WRITES);
      assertThat(bytes).as(what).isLessThan(mostBytes);
    }
  }

  /** A quarter of the points are counters. */
  private static SystemReading poll(Instant at, int points, int minute) {
    List<PointValue> values =
        IntStream.range(0, points)
            .mapToObj(
                p ->
                    new PointValue(
                        "point_" + p,
                        p % 4 == 0 ? Kind.COUNTER : Kind.GAUGE,
                        "W",
                        Value.of(p % 4 == 0 ? 1e6 + minute : minute / 7.0),
                        Quality.GOOD))
            .toList();
    return Readings.of(6, at, values);
  }
}
