package telemetry.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.search.Search;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.topics.Topics;

/** Everything that comes ends in exactly one outcome. */
class BalanceTest {
  private static final Instant AT = Instant.parse("2025-11-11T04:41:00Z");

  private final DrivenTopology topology = new DrivenTopology(Shape.Storage.MEMORY);

  @Test
  void whatBecameOfRecordsAndValuesIsWhatCame() {
    try (topology) {
      topology.read(poll(AT, 1, 16));
      topology.read(poll(AT.plusSeconds(60), 2, 16));
      topology.read(poll(AT, 1, 16));
      topology.read(poll(AT, 3, 4));
      topology.read(decodedAgain(AT.plusSeconds(60), 5));
      topology.read(voided(AT.plusSeconds(60)));
      topology.read(poll(AT.minus(Duration.ofDays(8)), 1, 7));
      topology.read(poll(DrivenTopology.APPENDED.plusSeconds(601), 1, 3));
      topology.bytes(Topics.READINGS, key(), new byte[] {1, 2}, DrivenTopology.APPENDED);
      topology.bytes(Topics.READINGS, key(), null, DrivenTopology.APPENDED);
      topology.receive(
          raw("{\"siteId\":\"s\",\"timestamp\":\"2025-11-11T05:00:00Z\",\"solarW\":1}"));
      topology.receive(raw("no json"));

      assertThat(outcomes("telemetry.records", "window"))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "accepted", 3.0,
                  "repeated", 2.0,
                  "corrected", 1.0,
                  "voided", 1.0,
                  "late", 1.0,
                  "rejected", 3.0));
      assertThat(outcomes("telemetry.values", "window"))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "accepted", 33.0,
                  "repeated", 21.0,
                  "corrected", 4.0,
                  "voided", 0.0,
                  "late", 7.0,
                  "rejected", 3.0));
      assertThat(outcomes("telemetry.records", "normalise"))
          .containsExactlyInAnyOrderEntriesOf(Map.of("accepted", 1.0, "rejected", 1.0));
      balances("telemetry.records", "window", 11);
      balances("telemetry.values", "window", 68);
      balances("telemetry.records", "normalise", 2);
      balances("telemetry.values", "normalise", 1);
    }
  }

  private void balances(String name, String stage, double came) {
    assertThat(find(name + ".in", stage).counter().count()).as(name + ".in").isEqualTo(came);
    assertThat(outcomes(name, stage).values().stream().mapToDouble(it -> it).sum())
        .as(name)
        .isEqualTo(came);
  }

  private Map<String, Double> outcomes(String name, String stage) {
    var found = new TreeMap<String, Double>();
    for (Counter counter : find(name, stage).counters()) {
      found.put(counter.getId().getTag("outcome"), counter.count());
    }
    return found;
  }

  private Search find(String name, String stage) {
    return topology.meters.find(name).tag("stage", stage);
  }

  private static byte[] key() {
    return DrivenTopology.key(6);
  }

  private static RawReading raw(String body) {
    return new RawReading(6, "fronius", AT, "application/json", body.getBytes(UTF_8));
  }

  private static SystemReading poll(Instant at, double value, int points) {
    return reading(Op.PUT, at, 7, value, points);
  }

  /** Bytes older than those that stand there, which now mean something else. */
  private static SystemReading decodedAgain(Instant at, int points) {
    return reading(Op.PUT, at, 1, 9, points);
  }

  private static SystemReading voided(Instant at) {
    return reading(Op.VOID, at, 7, 0, 0);
  }

  private static SystemReading reading(Op op, Instant at, long raw, double value, int points) {
    return new SystemReading(
        6,
        "test",
        "s",
        op,
        at,
        null,
        AT,
        new RawPosition(0, raw),
        null,
        IntStream.range(0, points)
            .mapToObj(i -> new PointValue("p" + i, Kind.GAUGE, "W", Value.of(value), Quality.GOOD))
            .toList());
  }
}
