package telemetry.sink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointValue;
import telemetry.model.Quality;
import telemetry.model.SystemReading;
import telemetry.model.Value;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistries;
import telemetry.topics.Partitions;
import telemetry.topics.Topics;

class NewestSieveTest {
  private static final int PARTITIONS = 4;
  private static final int POLLS = 600;
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  private static final Instant APPENDED = START.plus(Duration.ofDays(1));

  private final AvroSerde<SystemReading> readings =
      new AvroSerde<>(
          Topics.READINGS,
          SchemaRegistries.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID())));
  private final FakeTables tables = new FakeTables();
  private final NewestSieve sieve =
      new NewestSieve(
          readings.avroDeserializer(), new ReadingReader(readings.avroDeserializer()), tables);
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  private static PointValue point(String path, String unit, Value value) {
    return new PointValue(path, Kind.GAUGE, unit, value, Quality.GOOD);
  }

  private static SystemReading put(int minute, PointValue... values) {
    return new SystemReading(
        6, "v", "s", Op.PUT, at(minute), null, at(minute), null, null, List.of(values));
  }

  private static SystemReading usual(int minute) {
    Value value = minute % 100 == 7 ? Value.MISSING : Value.of(minute * 1.5);
    return put(minute, point("a", "W", value), point("b", "", Value.of("text " + minute)));
  }

  private ConsumerRecord<byte[], byte[]> add(SystemReading reading) {
    byte[] value = readings.serializer().serialize(Topics.READINGS.name(), reading);
    return add(value, APPENDED.toEpochMilli());
  }

  private ConsumerRecord<byte[], byte[]> add(byte[] value, long appendedAt) {
    var record =
        new ConsumerRecord<>(
            Topics.READINGS.name(),
            Partitions.ofSystem(6, PARTITIONS),
            records.size(),
            appendedAt,
            TimestampType.LOG_APPEND_TIME,
            1,
            value.length,
            "6".getBytes(UTF_8),
            value,
            new RecordHeaders(),
            Optional.empty());
    records.add(record);
    return record;
  }

  private void addHistory() {
    for (int minute = 0; minute < POLLS; minute++) {
      add(usual(minute));
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> needed() {
    return sieve.needed(records, PARTITIONS);
  }

  @Test
  void ofHistoryTheLastIsNeeded() {
    addHistory();
    assertThat(needed()).containsExactly(records.get(POLLS - 1));
  }

  @Test
  void soIsWhatTheTablesMayHold() {
    addHistory();
    tables.reached.put(6, at(9));
    assertThat(needed()).hasSize(11).startsWith(records.get(0)).endsWith(records.get(POLLS - 1));
  }

  @Test
  void soIsWhatIsNewerThanTheLastOfTheLog() {
    addHistory();
    var newer = add(usual(POLLS + 5));
    var last = add(usual(POLLS));
    assertThat(needed()).containsExactly(newer, last);
  }

  @Test
  void ofAnotherShapeEverythingIs() {
    addHistory();
    for (SystemReading other :
        List.of(
            new SystemReading(
                6, "v", "s", Op.VOID, at(POLLS - 1), null, at(0), null, null, List.of()),
            new SystemReading(
                6, "v", "t", Op.PUT, at(0), null, at(0), null, null, usual(0).values()),
            put(1, point("a", "W", Value.of(1))),
            put(1, point("a", "kW", Value.of(1)), point("b", "", Value.of("x"))),
            put(1, point("b", "W", Value.of(1)), point("a", "", Value.of("x"))))) {
      records.set(3, add(other));
      records.remove(records.size() - 1);
      assertThat(needed()).as(other.toString()).isEqualTo(records);
    }
  }

  @Test
  void whereTheLastIsSaidTwiceEverythingIs() {
    addHistory();
    add(usual(POLLS - 1));
    assertThat(needed()).isEqualTo(records);
  }

  @Test
  void whereTheLastCannotBeReadEverythingIs() {
    addHistory();
    add(new byte[] {1, 2, 3}, APPENDED.toEpochMilli());
    assertThat(needed()).isEqualTo(records);
  }

  @Test
  void whatCameFromTheFutureIsJudgedByTheGuard() {
    addHistory();
    byte[] early = records.get(5).value();
    records.set(5, add(early, at(5).minus(Duration.ofMinutes(11)).toEpochMilli()));
    records.remove(records.size() - 1);
    assertThat(needed()).containsExactly(records.get(5), records.get(POLLS - 1));
  }

  @Test
  void whatIsBrokenIsJudgedByTheReader() {
    addHistory();
    byte[] whole = records.get(5).value();
    records.set(5, add(Arrays.copyOf(whole, whole.length - 1), 0));
    records.remove(records.size() - 1);
    assertThat(needed()).isEqualTo(records);
  }

  /** Some say one point, some take back, some correct: whatever it is, the last stays the last. */
  @Test
  void theLastOfEachPointIsTheSameAsIfAllWereRead() {
    int left = 0;
    for (int seed = 0; seed < 60; seed++) {
      records.clear();
      var random = new Random(seed);
      for (int i = 0; i < POLLS; i++) {
        int minute = Math.max(0, i - (random.nextInt(20) == 0 ? random.nextInt(10) : 0));
        boolean odd = random.nextInt(1000) < seed % 4;
        add(odd ? odd(minute, random) : usual(minute));
      }
      List<ConsumerRecord<byte[], byte[]>> needed = needed();
      assertThat(last(needed)).as("seed %d", seed).isEqualTo(last(records));
      left += records.size() - needed.size();
    }
    assertThat(left).isGreaterThan(20 * POLLS);
  }

  private static SystemReading odd(int minute, Random random) {
    return random.nextBoolean()
        ? new SystemReading(
            6, "v", "s", Op.VOID, at(minute), null, at(minute), null, null, List.of())
        : put(minute, point("a", "W", Value.of(-1)));
  }

  /** What was received last of each poll counts; of those, the newest that says the point. */
  private Map<String, SystemReading> last(List<ConsumerRecord<byte[], byte[]>> of) {
    var polls = new TreeMap<Instant, SystemReading>();
    for (var record : of) {
      SystemReading reading =
          readings.deserializer().deserialize(Topics.READINGS.name(), record.value());
      polls.put(reading.measuredAt(), reading);
    }
    Map<String, SystemReading> last = new HashMap<>();
    polls.values().forEach(poll -> poll.values().forEach(it -> last.put(it.point(), poll)));
    return last;
  }
}
