package telemetry.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import telemetry.model.Aggregate;
import telemetry.model.Emitted;
import telemetry.model.Event;
import telemetry.model.EventType;
import telemetry.model.Kind;
import telemetry.model.RawReading;
import telemetry.model.Status;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.registry.SchemaRegistries;
import telemetry.topics.RejectedHeaders;
import telemetry.topics.Topics;
import telemetry.window.Readings;
import telemetry.window.WindowRules;

class TopologyTest {
  private static final Instant AT = Instant.parse("2025-11-11T04:41:00Z");

  @Test
  void isThePictureThatIsKept() throws IOException {
    var shape =
        new Shape(
            new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7)),
            4,
            Duration.ofSeconds(1),
            Shape.Storage.ROCKSDB);
    var registry = SchemaRegistries.connect(Map.of("schema.registry.url", "mock://picture"));
    String drawn =
        StreamsTopology.draw(shape, registry, new SimpleMeterRegistry()).describe().toString();

    try (var kept = getClass().getResourceAsStream("/topology.txt")) {
      assertThat(drawn.strip())
          .isEqualTo(new String(Objects.requireNonNull(kept).readAllBytes(), UTF_8).strip());
    }
  }

  @Test
  void aFieldThatNoDecoderKnowsIsToldOnceForItsSystemAndIsNoPoint() {
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      for (int system : new int[] {7, 7, 8, 7}) {
        topology.receive(
            raw(
                system,
                "fronius",
                "{\"siteId\":\"s\",\"timestamp\":\"2025-11-11T04:41:00Z\",\"solarW\":1500,"
                    + "\"moonW\":1}"));
      }

      assertThat(topology.values(Topics.EVENTS))
          .filteredOn(event -> event.type() == EventType.UNMAPPED_FIELD)
          .extracting(Event::systemId, Event::point, event -> event.details().get("vendor"))
          .containsExactly(tuple(7, "moonW", "fronius"), tuple(8, "moonW", "fronius"));
    }
  }

  @Test
  void takesAPushToItsRows() {
    try (var topology = new DrivenTopology(Shape.Storage.ROCKSDB)) {
      topology.receive(
          raw(
              7,
              "fronius",
              "{\"siteId\":\"s\",\"timestamp\":\"2025-11-11T04:41:00Z\",\"solarW\":1500}"));
      topology.advance(Duration.ofSeconds(1));

      Aggregate row = topology.values(Topics.AGG_5M).get(0);
      assertThat(row.key().text()).isEqualTo("7/solarW");
      assertThat(row.avg()).isEqualTo(1500);
      assertThat(row.status()).isEqualTo(Status.PROVISIONAL);
      assertThat(topology.values(Topics.CONTROL)).as("the roll-ups wait").isEmpty();

      topology.advance(Duration.ofSeconds(1));
      assertThat(topology.values(Topics.AGG_1H)).extracting(Aggregate::avg).containsExactly(1500.0);
      assertThat(topology.values(Topics.AGG_1D)).extracting(Aggregate::avg).containsExactly(1500.0);
      assertThat(topology.values(Topics.CONTROL)).containsExactly(new Emitted(0, 0));
    }
  }

  @Test
  void refusesRawRecordsThatMeanNothing() {
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      topology.bytes(Topics.RAW, key("6"), "no avro".getBytes(UTF_8), DrivenTopology.APPENDED);
      topology.receive(raw(6, "nobody", "{}"));
      topology.receive(raw(6, "fronius", "no json"));
      topology.receive(raw(6, "fronius", "{\"siteId\":\"s\",\"solarW\":1}"));
      topology.receive(
          raw(
              6,
              "fronius",
              "{\"siteId\":\"s\",\"timestamp\":\"2031-01-02T00:00:00Z\",\"solarW\":1}"));
      RawReading fine =
          raw(
              6,
              "fronius",
              "{\"siteId\":\"s\",\"timestamp\":\"2025-11-11T04:41:00Z\",\"solarW\":1}");
      topology.bytes(
          Topics.RAW, key("7"), topology.value(Topics.RAW, fine), DrivenTopology.APPENDED);
      topology.bytes(Topics.RAW, null, topology.value(Topics.RAW, fine), DrivenTopology.APPENDED);
      topology.bytes(Topics.RAW, key("6"), null, DrivenTopology.APPENDED);

      assertThat(reasons(topology))
          .containsExactly(
              "normalise NOT_AVRO",
              "normalise UNKNOWN_VENDOR",
              "normalise MALFORMED_BODY",
              "normalise MISSING_FIELD",
              "normalise FUTURE",
              "normalise BAD_KEY",
              "normalise BAD_KEY",
              "normalise BAD_KEY");
      assertThat(counted(topology, "normalise")).isEqualTo(8);
      assertThat(topology.records(Topics.AGG_5M)).isEmpty();
    }
  }

  @Test
  void keepsTheOriginalBytesOfARefusal() {
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      topology.bytes(Topics.READINGS, key("6"), new byte[] {1, 2, 3}, DrivenTopology.APPENDED);

      TestRecord<byte[], byte[]> refused = topology.records(Topics.REJECTED).get(0);
      assertThat(refused.value()).containsExactly(1, 2, 3);
      assertThat(refused.key()).isEqualTo(key("6"));
      assertThat(RejectedHeaders.text(refused.headers(), RejectedHeaders.TOPIC))
          .isEqualTo(Topics.READINGS.name());
      assertThat(RejectedHeaders.text(refused.headers(), RejectedHeaders.OFFSET)).isEqualTo("0");
    }
  }

  @Test
  void refusesReadingsThatCannotStand() {
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      topology.read(Readings.of(6, AT, Kind.GAUGE, "W", 1));
      topology.read(Readings.of(6, AT.plusSeconds(60), Kind.COUNTER, "W", 1));
      topology.read(Readings.of(6, AT.plusSeconds(60), Kind.GAUGE, "kW", 1));
      topology.read(Readings.of(6, DrivenTopology.APPENDED.plusSeconds(601), Kind.GAUGE, "W", 1));
      topology.bytes(
          Topics.READINGS,
          key("7"),
          topology.value(Topics.READINGS, Readings.of(6, AT, Kind.GAUGE, "W", 1)),
          DrivenTopology.APPENDED);

      assertThat(reasons(topology))
          .containsExactly(
              "window KIND_CHANGED", "window UNIT_CHANGED", "window FUTURE", "window BAD_KEY");
      assertThat(counted(topology, "window")).isEqualTo(5);
    }
  }

  @Test
  void refusesNumbersWhoseSumWouldBeNone() {
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      for (double number : new double[] {1e308, 1e308, -1e308, Double.NaN}) {
        topology.bytes(
            Topics.READINGS,
            key("6"),
            saying(number, topology.value(Topics.READINGS, Readings.of(6, AT, Kind.GAUGE, "W", 7))),
            DrivenTopology.APPENDED);
      }
      topology.receive(
          raw(
              6,
              "fronius",
              "{\"siteId\":\"s\",\"timestamp\":\"2025-11-11T04:41:00Z\",\"solarW\":1e308}"));
      topology.advance(Duration.ofSeconds(1));

      assertThat(reasons(topology))
          .hasSize(5)
          .containsOnly("window NOT_FINITE", "normalise NOT_FINITE");
      assertThat(topology.records(Topics.AGG_5M)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void answersTheLargestNumbersWithFiniteOnes(Kind kind) {
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      // Up and down, and never as high again: for a counter every fall is a reset.
      for (int i = 0; i < 40; i++) {
        double number = i % 2 == 0 ? Value.MOST * (1 - i / 1000.0) : -Value.MOST;
        topology.read(Readings.of(6, AT.plusSeconds(10L * i), kind, "W", number));
      }
      topology.advance(Duration.ofSeconds(1));

      assertThat(topology.values(Topics.AGG_5M))
          .as("rows, whose numbers are finite or they were none")
          .anySatisfy(row -> assertThat(row.sampleCount()).isEqualTo(25));
      assertThat(reasons(topology)).isEmpty();
    }
  }

  @Test
  void refusesARecordInAPartitionThatItsKeyDoesNotGive() {
    var shape =
        new Shape(
            new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7)),
            4,
            Duration.ofSeconds(1),
            Shape.Storage.MEMORY);
    try (var topology = new DrivenTopology(shape)) {
      for (int system = 1; system <= 20; system++) {
        topology.read(Readings.of(system, AT, Kind.GAUGE, "W", 1));
      }

      assertThat(reasons(topology)).hasSizeBetween(1, 19).containsOnly("window WRONG_PARTITION");
    }
  }

  @Test
  void sendsWhatIsBeyondReachToTheLateTopic() {
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      topology.read(Readings.of(6, AT, Kind.GAUGE, "W", 1));
      topology.read(
          Readings.of(6, AT.minus(Duration.ofDays(7)).minusSeconds(1), Kind.GAUGE, "W", 2));
      topology.read(Readings.of(8, AT.minus(Duration.ofDays(30)), Kind.GAUGE, "W", 3));
      topology.advance(Duration.ofSeconds(1));

      assertThat(topology.values(Topics.LATE))
          .extracting(SystemReading::systemId)
          .containsExactly(6);
      assertThat(topology.values(Topics.AGG_5M))
          .extracting(row -> row.key().text())
          .containsExactlyInAnyOrder("6/p", "8/p");
    }
  }

  @Test
  void settlesARowBySystemTimeAndMarksWhatIsCorrectedLater() {
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      topology.read(Readings.of(6, AT, Kind.GAUGE, "W", 1));
      topology.advance(Duration.ofSeconds(1));
      assertThat(statuses(topology)).containsExactly(Status.PROVISIONAL);

      topology.read(Readings.of(6, AT.plusSeconds(15 * 60), Kind.GAUGE, "W", 1));
      assertThat(statuses(topology)).containsExactly(Status.SETTLED);

      topology.read(Readings.of(6, AT.plusSeconds(1), Kind.GAUGE, "W", 3));
      topology.advance(Duration.ofSeconds(1));
      assertThat(statuses(topology)).containsExactly(Status.CORRECTED, Status.PROVISIONAL);
    }
  }

  @Test
  void settlesAnIdleSystemByTheWallClock() {
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      topology.read(Readings.of(6, AT, Kind.GAUGE, "W", 1));
      topology.advance(Duration.ofSeconds(1));
      assertThat(statuses(topology)).containsExactly(Status.PROVISIONAL);
      topology.advance(Duration.ofMinutes(9));
      assertThat(statuses(topology)).as("not yet").isEmpty();

      topology.advance(Duration.ofMinutes(2));
      assertThat(statuses(topology)).containsExactly(Status.SETTLED);
      topology.advance(Duration.ofMinutes(30));
      assertThat(statuses(topology)).as("once").isEmpty();
    }
  }

  @Test
  void systemsThatFallSilentTogetherDoNotSettleInOneBurst() {
    try (var topology = new DrivenTopology(Shape.Storage.MEMORY)) {
      int systems = 200;
      for (int system = 1; system <= systems; system++) {
        topology.read(Readings.of(system, AT, Kind.GAUGE, "W", 1));
      }
      topology.advance(Duration.ofSeconds(1));
      assertThat(statuses(topology)).containsOnly(Status.PROVISIONAL).hasSize(systems);
      topology.advance(Duration.ofMinutes(10).minusSeconds(2));
      assertThat(statuses(topology)).isEmpty();

      int settled = 0;
      for (int second = 0; second <= 60; second++) {
        topology.advance(Duration.ofSeconds(1));
        List<Status> now = statuses(topology);
        assertThat(now).as("in one second of the minute").hasSizeLessThan(systems / 10);
        settled += now.size();
      }
      assertThat(settled).isEqualTo(systems);
    }
  }

  private static List<Status> statuses(DrivenTopology topology) {
    return topology.values(Topics.AGG_5M).stream().map(Aggregate::status).toList();
  }

  private static List<String> reasons(DrivenTopology topology) {
    return topology.records(Topics.REJECTED).stream()
        .map(
            record ->
                RejectedHeaders.text(record.headers(), RejectedHeaders.STAGE)
                    + " "
                    + RejectedHeaders.text(record.headers(), RejectedHeaders.REASON))
        .toList();
  }

  /** Every record of a stage, by the one outcome of each. */
  private static double counted(DrivenTopology topology, String stage) {
    return topology.meters.find("telemetry.records").tag("stage", stage).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  /** The same bytes with another number in the place of the 7 that they say. */
  private static byte[] saying(double number, byte[] sevens) {
    byte[] bytes = sevens.clone();
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i <= bytes.length - Double.BYTES; i++) {
      if (buffer.getDouble(i) == 7) {
        return buffer.putDouble(i, number).array();
      }
    }
    throw new AssertionError("wanted bytes that say 7");
  }

  private static byte[] key(String text) {
    return text.getBytes(UTF_8);
  }

  private static RawReading raw(int system, String vendor, String body) {
    return new RawReading(system, vendor, AT, "application/json", body.getBytes(UTF_8));
  }
}
