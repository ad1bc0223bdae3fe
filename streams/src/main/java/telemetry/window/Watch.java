package telemetry.window;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import telemetry.model.Event;
import telemetry.model.EventType;
import telemetry.model.Interval;
import telemetry.model.Rejection;
import telemetry.model.SystemReading;

/**
 * Watches how the points of one system report, and holds its events until they are told. Each point
 * is judged by its own habit: a gap, in the system's own time, longer than a multiple of its usual
 * one is a silence. It is announced as soon as the system's time has gone on so far, or the wall
 * clock where nothing is heard; in the end at the latest with the reading that ends it.
 */
final class Watch {
  /** So many new points together are a burst. */
  private static final int MANY = 3;

  /** New points that are first measured within this come together. */
  private static final long TOGETHER = Duration.ofMinutes(1).toMillis();

  /** A system without a new point for so long, in its own time, is what it is. */
  private static final long STEADY = Duration.ofDays(1).toMillis();

  private static final int MOST_NAMED = 20;

  private final int systemId;
  private final SilenceRule rule;
  private final SystemStore store;
  private final PointTable table;
  private final Delivery delivery;
  private final Pulse pulse;
  private boolean unsaved;
  private int told;
  private long toldAt;
  private long due;

  Watch(int systemId, SilenceRule rule, SystemStore store, PointTable table, Delivery delivery) {
    this.systemId = systemId;
    this.rule = rule;
    this.store = store;
    this.table = table;
    this.delivery = delivery;
    Pulse kept = store.pulse();
    this.pulse = kept == null ? new Pulse() : kept;
    this.due = nextDue();
  }

  /** What was heard after the pulse was kept. */
  void recall(Poll poll) {
    pulse.newest = Math.max(pulse.newest, poll.at());
    for (int i = 0; i < poll.size(); i++) {
      Pulse.Beat beat = pulse.of(poll.points[i]);
      if (says(poll, i) && beat.last != Pulse.NEVER) {
        beat.last = Math.max(beat.last, poll.at());
      }
    }
  }

  private static boolean says(Poll poll, int i) {
    return poll.hasNumber(i) || poll.hasText(i);
  }

  /** A record of the system was appended to the log. */
  void arrived(long at) {
    if (pulse.arrivedAt != Pulse.NEVER && at > pulse.arrivedAt) {
      pulse.pause = rule.pause(pulse.pause, at - pulse.arrivedAt);
    }
    pulse.arrivedAt = Math.max(pulse.arrivedAt, at);
  }

  /** The points from this number on are new: a poll is the first that says them. */
  void created(int first, long at) {
    boolean together =
        pulse.burstAt != Pulse.NEVER && at >= pulse.burstAt && at - pulse.burstAt <= TOGETHER;
    if (!together) {
      pulse.burstAt = at;
      pulse.burstFirst = first;
      pulse.burstOfSteady = pulse.createdAt != Pulse.NEVER && at - pulse.createdAt >= STEADY;
    }
    for (int p = first; p < table.size(); p++) {
      created(p, at, table.get(p));
    }
    pulse.createdAt = Math.max(pulse.createdAt, at);
    boolean told = first - pulse.burstFirst >= MANY;
    if (pulse.burstOfSteady && !told && table.size() - pulse.burstFirst >= MANY) {
      burst();
    }
  }

  private void created(int point, long at, PointTable.Point of) {
    add(
        EventType.POINT_CREATED,
        path(point),
        at,
        Map.of("kind", of.kind().name(), "unit", of.unit()));
  }

  /** Points that join it after this have their own events. */
  private void burst() {
    String paths =
        IntStream.range(pulse.burstFirst, table.size())
            .mapToObj(this::path)
            .limit(MOST_NAMED)
            .collect(Collectors.joining(" "));
    add(
        EventType.POINT_BURST,
        null,
        pulse.burstAt,
        Map.of("count", Integer.toString(table.size() - pulse.burstFirst), "points", paths));
  }

  /** A poll that changed something. */
  void heard(Poll poll) {
    long before = pulse.newest;
    pulse.newest = Math.max(before, poll.at());
    for (int i = 0; i < poll.size(); i++) {
      if (says(poll, i)) {
        heard(poll.points[i], poll.at());
      }
    }
    if (pulse.newest > due) {
      silent(pulse.newest, 0);
    }
    if (before == Pulse.NEVER || Interval.endOf(before) != Interval.endOf(pulse.newest)) {
      unsaved = true;
    }
  }

  private void heard(int point, long at) {
    Pulse.Beat beat = pulse.of(point);
    beat.refused = false;
    if (beat.last == Pulse.NEVER) {
      beat.last = at;
      return;
    }
    if (at <= beat.last) {
      return;
    }
    long gap = pulse.newest - beat.last;
    if (rule.watches(beat) && gap > rule.silence(beat)) {
      fallSilent(point, beat);
    }
    if (beat.silent) {
      beat.silent = false;
      add(
          EventType.POINT_HEARD,
          path(point),
          at,
          Map.of("silentSince", Instant.ofEpochMilli(beat.last).toString()));
    }
    rule.learn(beat, gap);
    beat.last = at;
    if (rule.watches(beat)) {
      due = Math.min(due, at + rule.silence(beat));
    }
  }

  /**
   * Nothing is heard of the system.
   *
   * @param now by the wall clock
   * @param since when this task began to listen
   */
  void quiet(long now, long since) {
    if (pulse.newest != Pulse.NEVER) {
      silent(pulse.newest + now - Math.max(pulse.arrivedAt, since), pulse.pause);
    }
  }

  private void silent(long time, long pause) {
    for (int p = 0; p < pulse.beats.size(); p++) {
      Pulse.Beat beat = pulse.of(p);
      if (rule.watches(beat) && time - beat.last > rule.silence(beat, pause)) {
        fallSilent(p, beat);
      }
    }
    due = nextDue();
  }

  private void fallSilent(int point, Pulse.Beat beat) {
    beat.silent = true;
    if (!table.isFormer(point)) { // Else it is heard, as what it means now.
      add(
          EventType.POINT_SILENT,
          path(point),
          beat.last,
          Map.of("usualPeriod", Duration.ofMillis(beat.usual).toString()));
    }
  }

  private long nextDue() {
    long earliest = Long.MAX_VALUE;
    for (Pulse.Beat beat : pulse.beats) {
      if (rule.watches(beat)) {
        earliest = Math.min(earliest, beat.last + rule.silence(beat));
      }
    }
    return earliest;
  }

  /** A counter began again, and no reading can make it a dropout any more. */
  void reset(int point, Reset reset) {
    add(
        reset.rebased() ? EventType.COUNTER_REBASED : EventType.COUNTER_RESET,
        path(point),
        reset.at(),
        Map.of("from", Double.toString(reset.from()), "to", Double.toString(reset.to())));
  }

  /** A point is not what it was; told once, until it says what it used to. */
  void refused(SystemReading reading, Rejection why) {
    Integer point = table.indexOf(why.where());
    if (point == null || pulse.of(point).refused) {
      return;
    }
    pulse.of(point).refused = true;
    add(
        EventType.UNIT_CHANGED,
        why.where(),
        reading.measuredAt().toEpochMilli(),
        Map.of("wanted", why.expected(), "found", why.found()));
  }

  private String path(int point) {
    return table.get(point).key().path();
  }

  private void add(EventType type, @Nullable String point, long at, Map<String, String> details) {
    var event = new Event(type, systemId, point, Instant.ofEpochMilli(at), details);
    boolean waits =
        pulse.events.stream()
            .anyMatch(
                other ->
                    other.type() == type
                        && Objects.equals(point, other.point())
                        && other.at().equals(event.at()));
    if (!waits) {
      pulse.events.add(event);
    }
    unsaved = true;
  }

  /** Keeps what changed. */
  void save() {
    if (unsaved) {
      store.putPulse(pulse);
      unsaved = false;
    }
  }

  boolean hasEvents() {
    return pulse.hasEvents();
  }

  long dueAt(long since) {
    return pulse.dueAt(rule, since);
  }

  /** Tells the events, and forgets those that surely are told. */
  void tell(Consumer<Event> out) {
    for (; told < pulse.events.size(); told++) {
      out.accept(pulse.events.get(told));
      toldAt = delivery.moment();
    }
    if (told > 0 && delivery.isSure(toldAt)) {
      pulse.events.clear();
      told = 0;
      unsaved = true;
    }
    save();
  }
}
