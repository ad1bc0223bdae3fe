package telemetry.replay;

import static telemetry.replay.Whereabouts.week;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Interval;
import telemetry.model.Kind;
import telemetry.model.Op;
import telemetry.model.PointKey;
import telemetry.model.SystemReading;
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

  /** What is heard more at first on both sides, where a counter has not enough. */
  private static final long MORE = Duration.ofDays(1).toMillis();

  private final Hearing.Wanted wanted;
  private final Census census;
  private final Scope scope;
  private final Extent extent;
  private final ZoneId zone;
  private final Stretch stretch;
  private final History history;

  /** Where the log speaks of what is heard, and how many of those places are behind. */
  private final List<Passage> passages;

  private int behind;

  /** Per counter, the end of the last window that depends on the range. */
  private final Map<String, Long> last = new HashMap<>();

  /**
   * A system of which nothing was heard.
   *
   * @param zone of its days
   */
  Subject(Hearing.Wanted wanted, Extent extent, ZoneId zone, WindowRules rules) {
    this.wanted = wanted;
    this.census = wanted.census();
    this.scope = wanted.scope();
    this.extent = extent;
    this.zone = zone;
    this.stretch = wanted.longer() ? stretch().longer(MORE) : stretch();
    this.history = new History(census.systemId(), rules, census.points(), zone);
    this.passages = census.whereabouts().of(stretch, wanted.weeks());
  }

  /** Whole days, and what their rows depend on: enough for most systems. */
  private Stretch stretch() {
    long until = Interval.endOf(scope.until().toEpochMilli() + AHEAD);
    return new Stretch(firstStart() - BACK, History.endAround(zone, until) + AHEAD + BACK);
  }

  /** Where the first hour or day begins that is looked at. */
  private long firstStart() {
    return History.startAround(zone, first() + Interval.MILLIS);
  }

  int systemId() {
    return census.systemId();
  }

  Census census() {
    return census;
  }

  /** Where the log speaks of what it is to hear; the rest of the log need not be read. */
  List<Passage> passages() {
    return passages;
  }

  /** About how many readings it is to hear. */
  long readings() {
    return census.whereabouts().readings(stretch, wanted.weeks());
  }

  /** Hears the next reading of the system. */
  void hear(SystemReading reading, long offset) {
    while (behind < passages.size() && passages.get(behind).first() <= offset) {
      pass(passages.get(behind++).newest());
    }
    if (isHeard(reading.measuredAt().toEpochMilli())) {
      history.hear(reading, offset);
    } else {
      history.pass(reading);
    }
  }

  /**
   * Everything was heard.
   *
   * @param now of the wall clock, if the system has been silent for long
   */
  void end(@Nullable Instant now) {
    pass(census.newest());
    if (now != null) {
      history.idle(now.toEpochMilli());
    }
  }

  /** The system went on to this instant where the log was not read. */
  private void pass(long at) {
    if (at != Long.MIN_VALUE) {
      Instant instant = Instant.ofEpochMilli(at);
      history.pass(
          new SystemReading(
              systemId(), "log", "log", Op.VOID, instant, null, instant, null, null, List.of()));
    }
  }

  private boolean isHeard(long at) {
    return stretch.holds(at) || wanted.weeks().contains(Whereabouts.week(at));
  }

  /**
   * Finds where the look ends. To be asked when everything was heard.
   *
   * @return what must be heard instead if it was too little to know that; else null
   */
  Hearing.@Nullable Wanted lacking() {
    last.clear();
    Set<Long> weeks = new TreeSet<>();
    for (PointTable.Point point : history.points()) {
      if (point.kind() == Kind.COUNTER && scope.holds(point.key())) {
        lookForBase(point.key().path(), weeks);
        lookForEnd(point.key().path(), weeks);
      }
    }
    if (weeks.isEmpty()) {
      return null;
    }
    if (!wanted.longer()) {
      return new Hearing.Wanted(census, scope, true, Set.of());
    }
    weeks.addAll(wanted.weeks());
    return new Hearing.Wanted(census, scope, true, weeks);
  }

  /** Between a counter's base and the range it has no number: what lies there need not be heard. */
  private void lookForBase(String path, Set<Long> weeks) {
    if (history.foundation(path, firstStart() + Interval.MILLIS) == null) {
      add(census.whereabouts().weekBefore(path, week(stretch.after()), wanted.weeks()), weeks);
    }
  }

  private void lookForEnd(String path, Set<Long> weeks) {
    long until = scope.until().toEpochMilli();
    @Nullable Long next = history.nextNumber(path, until);
    last.put(path, Interval.endOf((next == null ? until : next) + AHEAD));
    if (next == null) {
      add(census.whereabouts().weekAfter(path, week(stretch.until()), wanted.weeks()), weeks);
      return;
    }
    // The day of the next number is told too, and depends on what comes after it.
    long end = History.endAround(zone, last.get(path)) + AHEAD;
    if (end > stretch.until()) {
      census.whereabouts().weeks(new Stretch(Math.max(next, stretch.until()), end)).stream()
          .filter(week -> !wanted.weeks().contains(week))
          .forEach(weeks::add);
    }
  }

  private static void add(@Nullable Long week, Set<Long> weeks) {
    if (week != null) {
      weeks.add(week);
    }
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
