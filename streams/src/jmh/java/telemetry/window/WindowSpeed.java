package telemetry.window;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import telemetry.model.Interval;
import telemetry.model.Kind;
import telemetry.model.SystemReading;

/** The window function over five samples, and a day of one system through its windows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WindowSpeed {
  private static final int DAY = 24 * 60;

  private final List<SystemReading> polls = Day.polls(DAY);
  private final Series gauge = new Series();
  private final Series counter = new Series();
  private long start;

  /** A window's samples, and a counter's base. */
  @Setup(Level.Trial)
  public void fill() {
    var table = new PointTable(6);
    for (int i = 0; i <= 5; i++) {
      Poll poll = Polls.of(polls.get(i), i, table);
      gauge.append(poll, 0);
      counter.append(poll, poll.size() - 1);
    }
    start = Interval.endOf(gauge.at(0));
  }

  /** One row. */
  @Benchmark
  public Object gauge() {
    return WindowFunction.row(Kind.GAUGE, gauge, start, start + Interval.MILLIS);
  }

  /** One row. */
  @Benchmark
  public Object counter() {
    return WindowFunction.row(Kind.COUNTER, counter, start, start + Interval.MILLIS);
  }

  /** What one poll of 16 points costs from its reading to its share of the rows, nothing stored. */
  @Benchmark
  @OperationsPerInvocation(DAY)
  public void poll(Blackhole rows) {
    var windows =
        new SystemWindows(
            6, new WindowRules(1, Duration.ofMinutes(10), Duration.ofDays(7)), new MemoryStore());
    for (int i = 0; i < DAY; i++) {
      windows.hear(polls.get(i), i);
      if (i % 5 == 1) {
        windows.emit(true, rows::consume);
        windows.rollUp(true, (span, row) -> rows.consume(row));
      }
    }
  }
}
