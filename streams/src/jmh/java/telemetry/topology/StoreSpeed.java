package telemetry.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import telemetry.model.SystemReading;
import telemetry.window.Day;
import telemetry.window.PointTable;
import telemetry.window.Poll;
import telemetry.window.Polls;
import telemetry.window.StateCodec;

/** The state on disk, without its changelog: a poll put, and the polls of an hour read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StoreSpeed {
  private static final int DAY = 24 * 60;
  private static final long HOUR = 3_600_000;

  private KeyValueStore<Bytes, byte[]> store;
  private StoredSystem system;
  private Poll[] polls;
  private int next;

  /** A day of one system. */
  @Setup(Level.Trial)
  public void fill() throws IOException {
    Path directory = Files.createTempDirectory("store-speed");
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "speed");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    var context =
        new MockProcessorContext<Void, Void>(properties, new TaskId(0, 0), directory.toFile());
    store =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore("speed"), Serdes.Bytes(), Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingDisabled()
            .build();
    StateStoreContext stores = context.getStateStoreContext();
    store.init(stores, store);
    system = new StoredSystem(6, store, new StateCodec());
    var table = new PointTable(6);
    List<SystemReading> day = Day.polls(DAY);
    polls = new Poll[DAY];
    for (int i = 0; i < DAY; i++) {
      polls[i] = Polls.of(day.get(i), i, table);
      system.put(polls[i]);
    }
  }

  /** Lets go of the files. */
  @TearDown(Level.Trial)
  public void close() {
    store.close();
  }

  /** A poll of 16 points. */
  @Benchmark
  public void put() {
    system.put(polls[next++ % DAY]);
  }

  /** Sixty polls. */
  @Benchmark
  public void rangeOfAnHour(Blackhole found) {
    long from = polls[next++ % (DAY - 60)].at();
    system.ascending(
        from,
        from + HOUR,
        poll -> {
          found.consume(poll);
          return true;
        });
  }
}
