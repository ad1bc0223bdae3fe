package telemetry.replay;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Interval;
import telemetry.model.Kind;
import telemetry.model.PointKey;
import telemetry.recalculation.Extent;
import telemetry.recalculation.Scope;
import telemetry.window.History;
import telemetry.window.PointTable;
import telemetry.window.Span;
import telemetry.window.WindowRules;

/** One system, heard over one stretch: which of its rows are looked at, and what the log knows. */
final class Subject {
  private static final long BACK = History.LOOK_BACK.toMillis();
  private static final long AHEAD = History.LOOK_AHEAD.toMillis();

  private final Census census;
  private final Scope scope;
  private final Extent extent;
  private final ZoneId zone;
  private final Stretch stretch;
  private final History history;

  /** Per counter, the end of the last window that depends on the range. */
  private final Map<String, Long> last = new HashMap<>();

  /**
   * A system of which nothing was heard.
   *
   * @param zone of its days
   * @param grown how often a stretch was too short
   */
  Subject(Census census, Scope scope, Extent extent, ZoneId zone, int grown, WindowRules rules) {
    this.census = census;
    this.scope = scope;
    this.extent = extent;
    this.zone = zone;
    this.stretch = stretch(grown);
    this.history = new History(census.systemId(), rules, census.points(), zone);
  }

  /** Whole days, and what their rows depend on: enough for most systems. */
  private Stretch stretch(int grown) {
    long until = Interval.endOf(scope.until().toEpochMilli() + AHEAD);
    Stretch stretch =
        Stretch.around(firstStart() - BACK, History.endAround(zone, until) + AHEAD + BACK);
    for (int i = 0; i < grown; i++) {
      stretch = stretch.longer();
    }
    return stretch;
  }

  /** Where the first hour or day begins that is looked at. */
  private long firstStart() {
    return History.startAround(zone, first() + Interval.MILLIS);
  }

  int systemId() {
    return census.systemId();
  }

  Scope scope() {
    return scope;
  }

  Census census() {
    return census;
  }

  Stretch stretch() {
    return stretch;
  }

  History history() {
    return history;
  }

  /**
   * Finds where the look ends. To be asked when everything was heard.
   *
   * @return false if the stretch was too short to know it
   */
  boolean isEnough() {
    last.clear();
    boolean enough = true;
    for (PointTable.Point point : history.points()) {
      if (point.kind() == Kind.COUNTER && scope.holds(point.key())) {
        boolean base = hasBase(point);
        boolean end = hasEnd(point);
        enough &= base && end;
      }
    }
    return enough || stretch.isAll();
  }

  private boolean hasBase(PointTable.Point point) {
    String path = point.key().path();
    return history.foundation(path, firstStart() + Interval.MILLIS) != null
        || !census.hasNumberBefore(path, stretch.after() + 1);
  }

  private boolean hasEnd(PointTable.Point point) {
    String path = point.key().path();
    long until = scope.until().toEpochMilli();
    @Nullable Long next = history.nextNumber(path, until);
    last.put(path, Interval.endOf((next == null ? until : next) + AHEAD));
    return next == null
        ? !census.hasNumberAfter(path, stretch.until())
        : History.endAround(zone, last.get(path)) + AHEAD <= stretch.until();
  }

  /** Before this ends no window that depends on the range. */
  long first() {
    return Interval.endOf(scope.after().toEpochMilli() + 1 - AHEAD) - Interval.MILLIS;
  }

  /** After this ends nothing that depends on the range. */
  long last() {
    long latest = scope.until().toEpochMilli();
    for (long end : last.values()) {
      latest = Math.max(latest, end);
    }
    return History.endAround(zone, Interval.endOf(latest));
  }

  /**
   * Whether a row is looked at: a window that depends on the range, or an hour or day that holds
   * one.
   */
  boolean holds(PointKey point, Kind kind, Instant start, Instant end) {
    if (!scope.holds(point)) {
      return false;
    }
    long from = kind == Kind.COUNTER ? first() : scope.after().toEpochMilli();
    long until = last.getOrDefault(point.path(), scope.until().toEpochMilli());
    return end.toEpochMilli() > from && start.toEpochMilli() < until;
  }

  /** Shows its rows that end in (after, until]. */
  void rows(Span span, Instant after, Instant until, Consumer<Aggregate> out) {
    history.rows(span, after.toEpochMilli(), until.toEpochMilli(), out);
  }

  /** Whether the log still holds everything that an interval without readings follows from. */
  boolean isProvenEmpty(long start) {
    return extent.floor() == Extent.WHOLE || start >= extent.floor();
  }

  /** Whether the log still holds everything that a row follows from. */
  boolean isProven(Aggregate row) {
    if (extent.floor() == Extent.WHOLE) {
      return true;
    }
    if (!isProvenEmpty(row.intervalStart().toEpochMilli())) {
      return false;
    }
    if (row.kind() != Kind.COUNTER) {
      return true;
    }
    Long foundation =
        history.foundation(row.key().path(), row.intervalStart().toEpochMilli() + Interval.MILLIS);
    return foundation != null && foundation > extent.floor();
  }
}
