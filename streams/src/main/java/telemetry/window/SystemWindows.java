package telemetry.window;

import java.util.BitSet;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Event;
import telemetry.model.Interval;
import telemetry.model.Op;
import telemetry.model.Rejection;
import telemetry.model.SystemReading;

/**
 * The windows of one system: hears its readings, knows which windows each one changes, and tells
 * their rows. Time is the system's own: its newest reading, never another system's.
 */
public final class SystemWindows {
  private final WindowRules rules;
  private final HeldStore store;
  private final PointTable table;
  private final Past past;
  private final Recent recent;
  private final RowReader reader;
  private final Knowledge knowledge;
  private final Watch watch;
  private final Marks marks;
  private final RollUps rollUps;
  private final WindowRows rows;
  private final OwnTime time;
  private boolean leftBehind;
  private long newestOffset = -1;

  /** Takes up a system as the store has it; rows and state are kept in one step. */
  public SystemWindows(int systemId, WindowRules rules, SystemStore store) {
    this(systemId, rules, store, Delivery.WITH_STATE);
  }

  /**
   * Takes up a system as the store has it.
   *
   * @param delivery says when what was told is surely told
   */
  public SystemWindows(int systemId, WindowRules rules, SystemStore stored, Delivery delivery) {
    this.rules = rules;
    this.store = new HeldStore(stored);
    this.table = new PointTable(systemId, rules.redefinitions());
    this.past = new Past(rules, store, table);
    this.time = new OwnTime(rules, past, newestOf(store));
    this.watch = new Watch(systemId, rules.silence(), store, table, delivery);
    this.recent = loadRecent();
    this.reader = new RowReader(table, store, recent, past.carried(), rules.limits());
    this.knowledge = new Knowledge(past, table, reader);
    this.marks = Marks.ofWindows(store);
    this.rollUps = new RollUps(rules, store, delivery, table, reader, knowledge, time);
    this.rows = new WindowRows(rules, delivery, marks, table, reader, rollUps, time);
  }

  private static long newestOf(SystemStore store) {
    long[] found = {Long.MIN_VALUE};
    store.descending(
        Long.MAX_VALUE,
        poll -> {
          found[0] = poll.at();
          return false;
        });
    return found[0];
  }

  private Recent loadRecent() {
    long from = time.hasBegun() ? time.newest() - rules.recentMillis() : Long.MIN_VALUE;
    var result = new Recent(from, table::isCounter);
    if (time.hasBegun()) {
      store.ascending(
          from,
          Long.MAX_VALUE,
          poll -> {
            result.put(poll);
            newestOffset = Math.max(newestOffset, poll.position().offset());
            watch.recall(poll);
            return true;
          });
    }
    anchor(result, table.counters());
    return result;
  }

  /** Gives counters their newest number at or before the floor of what stands in memory. */
  private void anchor(Recent into, BitSet counters) {
    var search = new AnchorSearch(counters, table.size());
    if (!counters.isEmpty()) {
      store.descending(into.floor(), search::visit);
    }
    for (int p = counters.nextSetBit(0); p >= 0; p = counters.nextSetBit(p + 1)) {
      Poll poll = search.of(p);
      into.anchor(p, poll != null ? poll : past.carried().of(p));
    }
  }

  /** The system's own time: when its newest reading was measured. */
  public long newest() {
    return time.newest();
  }

  /** Whether some row or event is not yet told at all. */
  public boolean hasUntold() {
    return marks.hasUntold() || watch.hasEvents();
  }

  /** Whether some roll-up is not yet told at all. */
  public boolean hasUntoldRollUps() {
    return rollUps.hasUntold();
  }

  /** Whether some window or roll-up is not yet told as settled. */
  public boolean hasMarks() {
    return !marks.isEmpty() || rollUps.hasMarks();
  }

  /** The offset of the newest poll in a window that was not told when the system was taken up. */
  public long newestPollOffset() {
    return marks.newestPoll();
  }

  /**
   * The state is that of the log up to an offset. To be said once, before anything is heard, where
   * a crash may have kept a mark and lost the poll that made it.
   */
  public void takenUpAt(long offset) {
    marks.takenUpAt(offset);
    rollUps.takenUpAt(offset);
  }

  /** The system's time zone was declared; {@link #move} lets it take effect. */
  public void declared(Zone zone) {
    rollUps.declared(zone);
  }

  /**
   * Days are told in the zone that was declared from a record on.
   *
   * @param offset of a record in {@code telemetry.readings} that was not heard yet
   */
  public void move(long offset) {
    rollUps.move(offset);
  }

  /** Keeps the zone, after the record that it took effect at was kept. */
  public void keepZone() {
    rollUps.keepZone();
  }

  /**
   * Whether the reading that was heard last changed a row that may depend on one that was turned
   * away: a roll-up that began before reach, or a counter whose base may be another. The late path
   * must tell it once more.
   */
  public boolean leftBehind() {
    return leftBehind;
  }

  /** Nothing was heard for long: until this instant of the wall clock, windows are over. */
  public void idle(long now) {
    time.idle(now);
  }

  /**
   * A record of the system was appended to the log.
   *
   * @param at when, in epoch milliseconds
   */
  public void arrived(long at) {
    watch.arrived(at);
  }

  /**
   * Nothing is heard of the system: looks for silent points by the wall clock.
   *
   * @param now in epoch milliseconds
   * @param since when this task began to listen
   */
  public void quiet(long now, long since) {
    watch.quiet(now, since);
    watch.save();
  }

  /** When {@link #quiet} is worth asking, if nothing more is heard. */
  public long quietAt(long since) {
    return watch.dueAt(since);
  }

  /** Tells what happened. */
  public void events(Consumer<Event> out) {
    watch.tell(out);
  }

  /** Whether something happened that is not surely told. */
  public boolean hasEvents() {
    return watch.hasEvents();
  }

  /**
   * Hears a reading.
   *
   * @param offset where it stands in {@code telemetry.readings}
   */
  public Outcome hear(SystemReading reading, long offset) {
    leftBehind = false;
    Optional<Rejection> refused = table.check(reading, offset);
    if (refused.isPresent()) {
      watch.refused(reading, refused.get());
      watch.save();
      return new Outcome.Refused(refused.get());
    }
    long at = reading.measuredAt().toEpochMilli();
    Poll current =
        at > recent.floor() ? recent.get(at, reading.source()) : store.get(at, reading.source());
    if (current != null && offset <= current.position().offset()) {
      // The log is read again from before the state: this record, and what it changed, is in it.
      return Outcome.Heard.REPEATED;
    }
    past.heard(reading.vendor());
    if (at < time.reachesTo()) {
      if (offset > newestOffset) { // Else it was heard before, and has been forgotten since.
        past.turnAway(at);
      }
      return Outcome.Heard.LATE;
    }
    int known = table.size();
    Poll poll = Polls.of(reading, offset, table);
    if (table.size() > known) {
      watch.created(known, at);
      // Before the points themselves: a crash between the two announces them again, not never.
      watch.save();
    }
    if (table.size() > known || past.hasUnsaved()) {
      past.save();
    }
    if (current != null && poll.says(current)) {
      return Outcome.Heard.REPEATED;
    }
    if (current != null && !poll.position().isAfter(current.position())) {
      return Outcome.Heard.SUPERSEDED;
    }
    change(current, poll);
    if (reading.op() == Op.VOID) {
      return Outcome.Heard.VOIDED;
    }
    return current == null ? Outcome.Heard.ACCEPTED : Outcome.Heard.CORRECTED;
  }

  private void change(@Nullable Poll current, Poll poll) {
    long end = Interval.endOf(poll.at());
    long offset = poll.position().offset();
    var change = new PollChange(current, poll, table, reader);
    BitSet points = change.points();
    BitSet corrected = isSettled(end) ? reader.pointsIn(end) : new BitSet();
    corrected.and(points);
    RollUps.Change rolledUp = rollUps.before(end, points);
    show(poll);
    BitSet known = knowledge.of(end - Interval.MILLIS, points);
    boolean[] all = {marks.note(end, true, points, known, corrected, offset)};
    all[0] &= rolledUp.note(offset);
    change.elsewhere(
        (other, point) -> {
          all[0] &= noteOther(other, only(point), offset);
          all[0] &= rolledUp.noteOther(other, point, offset);
        });
    leftBehind = !all[0];
    change.resets(watch::reset);
    watch.heard(poll);
    watch.save();
    marks.save();
    rollUps.save();
    store.keep();
    rollUps.kept(offset);
    time.heard(poll.at());
    newestOffset = offset;
  }

  private boolean noteOther(long end, BitSet point, long offset) {
    BitSet known = knowledge.of(end - Interval.MILLIS, point);
    return marks.note(end, false, point, known, isSettled(end) ? point : new BitSet(), offset);
  }

  private static BitSet only(int point) {
    var one = new BitSet();
    one.set(point);
    return one;
  }

  private void show(Poll poll) {
    store.hold(poll);
    if (poll.at() > recent.floor()) {
      recent.put(poll);
      recent.raiseFloor(Math.max(time.newest(), poll.at()) - rules.recentMillis());
    } else {
      anchor(recent, anchoredAt(poll));
    }
  }

  /**
   * The counters whose newest number at or before the floor may be another after a poll: even one
   * that says none may uncover what another source said at its instant.
   */
  private BitSet anchoredAt(Poll poll) {
    BitSet counters = table.counters();
    for (int p = counters.nextSetBit(0); p >= 0; p = counters.nextSetBit(p + 1)) {
      Poll anchor = recent.anchor(p);
      counters.set(p, anchor == null || anchor.at() <= poll.at());
    }
    return counters;
  }

  private boolean isSettled(long end) {
    return time.isSettled(end);
  }

  /**
   * Tells the rows of windows that changed.
   *
   * @param settledOnly only windows that have settled, once each: the way to catch up
   */
  public void emit(boolean settledOnly, Consumer<Aggregate> out) {
    rows.emit(settledOnly, out);
    past.forget(time.newest(), Math.min(rows.earliest(), rollUps.earliest()));
  }

  /**
   * Tells the roll-ups that changed.
   *
   * @param settledOnly nothing but what has settled, and that once an hour and once a day of the
   *     system's own time: the way to catch up
   */
  public void rollUp(boolean settledOnly, BiConsumer<Span, Aggregate> out) {
    rollUps.emit(settledOnly, out);
  }

  /**
   * Shows the rows of the windows or roll-ups that end in (after, until], in the order of their
   * ends, as far as they are not told; nothing counts as told by that.
   */
  void show(Span span, long after, long until, Consumer<Aggregate> out) {
    if (span == Span.FIVE_MINUTES) {
      rows.show(after, until, out);
    } else {
      rollUps.show(span, after, until, out);
    }
  }

  /** A reading that was left out, since only its time matters. */
  void pass(SystemReading reading) {
    if (table.check(reading, 0).isEmpty()) {
      time.pass(reading.measuredAt().toEpochMilli());
    }
  }

  PointTable table() {
    return table;
  }

  RowReader reader() {
    return reader;
  }
}
