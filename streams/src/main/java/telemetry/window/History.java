package telemetry.window;

import java.time.Duration;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Interval;
import telemetry.model.SystemReading;

/**
 * One system's readings as the log has them: the live windows with a reach that never ends, and
 * with nothing told. A replay lets it hear the log in its order and asks for rows.
 *
 * <p>It need not hear the whole log, but everything measured in one stretch of time, and of what is
 * outside that at least the time. {@link #foundation} and {@link #nextNumber} say whether the
 * stretch was long enough.
 */
public final class History {
  /** A reading at an instant can change the rows of windows this much earlier. */
  public static final Duration LOOK_AHEAD = Duration.ofMillis(CounterChain.COMEBACK);

  /** A window's row depends on readings this much before its end; a counter's on its base too. */
  public static final Duration LOOK_BACK =
      Duration.ofMillis(2 * CounterChain.COMEBACK + 2 * Interval.MILLIS);

  /** A thousand years. */
  private static final Reach REACH = new Reach(Duration.ofDays(365_000), Map.of());

  private final SystemWindows windows;

  /**
   * A system of which nothing was heard.
   *
   * @param live the rules of the live windows
   * @param points what its points are, as they were first heard
   * @param zone of its days
   */
  public History(int systemId, WindowRules live, List<PointTable.Point> points, ZoneId zone) {
    var store = new MemoryStore();
    store.putZone(Zone.always(zone));
    store.putFacts(Facts.of(points));
    this.windows = new SystemWindows(systemId, live.with(REACH), store);
  }

  /** Hears a reading of the stretch. */
  public Outcome hear(SystemReading reading, long offset) {
    return windows.hear(reading, offset);
  }

  /** Learns of a reading outside the stretch. */
  public void pass(SystemReading reading) {
    windows.pass(reading);
  }

  /** Nothing was heard for long: until this instant of the wall clock, windows are over. */
  public void idle(long now) {
    windows.idle(now);
  }

  /** Its points. */
  public List<PointTable.Point> points() {
    PointTable table = windows.table();
    return java.util.stream.IntStream.range(0, table.size()).mapToObj(table::get).toList();
  }

  /** Shows the rows that end in (after, until], in the order of their ends. */
  public void rows(Span span, long after, long until, Consumer<Aggregate> out) {
    windows.show(span, after, until, out);
  }

  /** Where the earliest hour or day begins that a window belongs to. */
  public static long startAround(ZoneId zone, long windowEnd) {
    return Math.min(
        Calendar.days(zone).of(windowEnd).start(), Calendar.hours().of(windowEnd).start());
  }

  /** Where the latest hour or day ends that a window belongs to. */
  public static long endAround(ZoneId zone, long windowEnd) {
    return Math.max(Calendar.days(zone).of(windowEnd).end(), Calendar.hours().of(windowEnd).end());
  }

  /**
   * When the number was measured that the row of a counter's window begins its look at; null if
   * there is none in the stretch.
   */
  public @Nullable Long foundation(String path, long windowEnd) {
    Integer point = windows.table().indexOf(path);
    if (point == null) {
      return null;
    }
    var counter = new BitSet();
    counter.set(point);
    long from = windowEnd - Interval.MILLIS - CounterChain.COMEBACK;
    Poll found = windows.reader().anchors(counter, from)[point];
    return found == null ? null : (Long) found.at();
  }

  /** When a counter's first number after an instant was measured; null if there is none. */
  public @Nullable Long nextNumber(String path, long after) {
    Integer point = windows.table().indexOf(path);
    if (point == null) {
      return null;
    }
    long next = windows.reader().nextNumber(point, after);
    return next == after ? null : (Long) next;
  }
}
