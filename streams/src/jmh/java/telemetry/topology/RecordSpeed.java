package telemetry.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import telemetry.model.Aggregate;
import telemetry.model.SystemReading;
import telemetry.registry.AvroSerde;
import telemetry.registry.SchemaRegistries;
import telemetry.registry.SchemaRegistry;
import telemetry.topics.Topics;
import telemetry.window.Day;
import telemetry.window.MemoryStore;
import telemetry.window.SystemWindows;
import telemetry.window.WindowRules;

/** Records as they stand in Kafka: a poll of 16 points read, a row written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordSpeed {
  private static final int SHOWN = 128;

  private final SchemaRegistry registry =
      SchemaRegistries.connect(Map.of("schema.registry.url", "mock://speed"));
  private final Deserializer<SystemReading> readings =
      new AvroSerde<>(Topics.READINGS, registry).deserializer();
  private final Serializer<Aggregate> rows = new AvroSerde<>(Topics.AGG_5M, registry).serializer();
  private final List<byte[]> polls = new ArrayList<>();
  private final List<Aggregate> told = new ArrayList<>();
  private int next;

  /** What is read and written. */
  public RecordSpeed() {
    Serializer<SystemReading> writer = new AvroSerde<>(Topics.READINGS, registry).serializer();
    var windows =
        new SystemWindows(
            6, new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7)), new MemoryStore());
    List<SystemReading> day = Day.polls(SHOWN);
    for (int i = 0; i < SHOWN; i++) {
      polls.add(writer.serialize(Topics.READINGS.name(), day.get(i)));
      windows.hear(day.get(i), i);
    }
    windows.emit(false, told::add);
  }

  /** A poll. */
  @Benchmark
  public Object decodePoll() {
    return readings.deserialize(Topics.READINGS.name(), polls.get(next++ % SHOWN));
  }

  /** A row. */
  @Benchmark
  public Object encodeRow() {
    return rows.serialize(Topics.AGG_5M.name(), told.get(next++ % SHOWN));
  }
}
