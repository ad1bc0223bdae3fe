package telemetry.window;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Interval;
import telemetry.model.Rejection;
import telemetry.model.SystemReading;

/**
 * The windows of one system: hears its readings, knows which windows each one changes, and tells
 * their rows. Time is the system's own: its newest reading, never another system's.
 */
public final class SystemWindows {
  private final WindowRules rules;
  private final SystemStore store;
  private final PointTable table;
  private final TreeMap<Long, Mark> marks = new TreeMap<>();
  private final Set<Long> unsaved = new TreeSet<>();
  private final List<@Nullable Head> heads = new ArrayList<>();
  private final Anchors carried;
  private final Recent recent;
  private final RowReader reader;
  private long floor;
  private long newest;
  private long idleAt = Long.MIN_VALUE;
  private long prunedAt;

  /** Takes up a system as the store has it. */
  public SystemWindows(int systemId, WindowRules rules, SystemStore store) {
    this.rules = rules;
    this.store = store;
    this.table = new PointTable(systemId);
    this.carried = new Anchors(table::isCounter);
    Facts facts = store.facts();
    this.floor = facts == null ? Facts.NO_FLOOR : facts.floor();
    if (facts != null) {
      facts.points().forEach(p -> table.add(p.key().path(), p.kind(), p.unit()));
      facts.carries().forEach(carry -> carried.take(Polls.of(carry)));
    }
    this.newest = newestOf(store);
    this.prunedAt = newest;
    this.recent = loadRecent();
    this.reader = new RowReader(table, store, recent, carried);
    store.marks(marks::put);
    marks.forEach((end, mark) -> recallOffset(end, mark));
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
    long from = newest == Long.MIN_VALUE ? newest : newest - rules.recentMillis();
    var result = new Recent(from, table::isCounter);
    if (newest != Long.MIN_VALUE) {
      store.ascending(
          from,
          Long.MAX_VALUE,
          poll -> {
            result.put(poll);
            return true;
          });
    }
    loadAnchors(result, from);
    return result;
  }

  private void loadAnchors(Recent into, long from) {
    BitSet counters = counters();
    var search = new AnchorSearch(counters, table.size());
    if (!counters.isEmpty()) {
      store.descending(from, search::visit);
    }
    for (int p = counters.nextSetBit(0); p >= 0; p = counters.nextSetBit(p + 1)) {
      Poll poll = search.of(p);
      into.anchor(p, poll != null ? poll : carried.of(p));
    }
  }

  private void recallOffset(long end, Mark mark) {
    Predicate<Poll> lift =
        poll -> {
          mark.atLeast(poll.position().offset());
          return true;
        };
    store.ascending(end - Interval.MILLIS, end, lift);
  }

  private BitSet counters() {
    var counters = new BitSet();
    for (int p = 0; p < table.size(); p++) {
      if (table.isCounter(p)) {
        counters.set(p);
      }
    }
    return counters;
  }

  /** The system's own time: when its newest reading was measured. */
  public long newest() {
    return newest;
  }

  /** Whether some row is not yet emitted. */
  public boolean hasUntold() {
    for (Mark mark : marks.values()) {
      if (!mark.changed().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The offset of the newest record that changed a window which is not told, −1 if all are. */
  public long newestUntoldOffset() {
    return marks.values().stream().mapToLong(Mark::offset).max().orElse(-1);
  }

  /** Whether some window is not yet told as settled. */
  public boolean hasMarks() {
    return !marks.isEmpty();
  }

  /** Nothing was heard for long: until this instant of the wall clock, windows are over. */
  public void idle(long now) {
    idleAt = now;
  }

  /**
   * Hears a reading.
   *
   * @param offset where it stands in {@code telemetry.readings}
   */
  public Outcome hear(SystemReading reading, long offset) {
    Optional<Rejection> refused = table.check(reading);
    if (refused.isPresent()) {
      return new Outcome.Refused(refused.get());
    }
    long at = reading.measuredAt().toEpochMilli();
    if (newest != Long.MIN_VALUE && at < newest - rules.reachMillis()) {
      return Outcome.Heard.LATE;
    }
    int known = table.size();
    Poll poll = Polls.of(reading, offset, table);
    if (table.size() > known) {
      saveFacts();
      for (int p = known; p < table.size(); p++) {
        setHead(p, Head.NONE);
      }
    }
    Poll current =
        at > recent.floor() ? recent.get(at, poll.source()) : store.get(at, poll.source());
    if (current != null && poll.says(current)) {
      if (current.position().offset() == offset) {
        markAll(current);
      }
      return Outcome.Heard.REPEATED;
    }
    if (current != null && !poll.position().isAfter(current.position())) {
      return Outcome.Heard.SUPERSEDED;
    }
    change(current, poll);
    if (poll.voided()) {
      return Outcome.Heard.VOIDED;
    }
    return current == null ? Outcome.Heard.ACCEPTED : Outcome.Heard.CORRECTED;
  }

  /** The very record that made this poll came again: whatever it changed may be untold. */
  private void markAll(Poll poll) {
    long end = Interval.endOf(poll.at());
    for (int point : poll.points) {
      mark(end, true, point, false, poll.position().offset());
    }
    saveMarks();
  }

  private void change(@Nullable Poll current, Poll poll) {
    long end = Interval.endOf(poll.at());
    long offset = poll.position().offset();
    // Received again, it may now count where another source counted, even where it says the same.
    boolean alone = current == null || !reader.hasAnother(poll);
    BitSet changed = changedPoints(current, poll, alone);
    BitSet before = isSettled(end) ? reader.pointsIn(end) : new BitSet();
    var repairs = new ArrayList<Repair>();
    for (int p = changed.nextSetBit(0); p >= 0; p = changed.nextSetBit(p + 1)) {
      if (table.isCounter(p) && !onlyAdds(p, current, poll)) {
        repairs.add(Repair.before(p, poll.at(), reader));
      }
    }
    keep(poll);
    for (int p = changed.nextSetBit(0); p >= 0; p = changed.nextSetBit(p + 1)) {
      mark(end, true, p, before.get(p), offset);
    }
    for (Repair repair : repairs) {
      repair.after(reader, other -> mark(other, false, repair.point(), isSettled(other), offset));
      setHead(repair.point(), null);
    }
    saveMarks();
    newest = Math.max(newest, poll.at());
  }

  private static BitSet changedPoints(@Nullable Poll current, Poll poll, boolean alone) {
    var changed = new BitSet();
    for (int point : poll.points) {
      if (current == null || !alone || !poll.saysOf(point, current)) {
        changed.set(point);
      }
    }
    if (current != null) {
      for (int point : current.points) {
        if (!current.saysOf(point, poll)) {
          changed.set(point);
        }
      }
    }
    return changed;
  }

  /**
   * Whether a counter's part of a poll can touch no window but its own; notes the new head if so.
   */
  private boolean onlyAdds(int point, @Nullable Poll current, Poll poll) {
    if (current != null) {
      return false;
    }
    Head head = point < heads.size() ? heads.get(point) : null;
    if (head == null) {
      head = reader.head(point);
      setHead(point, head);
    }
    int place = poll.find(point);
    if (!head.onlyAdds(poll.at())) {
      return false;
    }
    if (poll.isNumber(place)) {
      setHead(point, head.then(poll.at(), poll.numbers[place]));
    }
    return true;
  }

  private void setHead(int point, @Nullable Head head) {
    while (heads.size() <= point) {
      heads.add(null);
    }
    heads.set(point, head);
  }

  private void keep(Poll poll) {
    store.put(poll);
    if (poll.at() > recent.floor()) {
      recent.put(poll);
      recent.raiseFloor(Math.max(newest, poll.at()) - rules.recentMillis());
    } else {
      loadAnchors(recent, recent.floor());
    }
  }

  /**
   * Notes that a row changed.
   *
   * @param own whether the window holds the poll that changed it: then its offset can be found
   *     again
   */
  private void mark(long end, boolean own, int point, boolean correction, long offset) {
    Mark mark = marks.computeIfAbsent(end, e -> new Mark());
    if (mark.note(point, correction, offset) || !own) {
      unsaved.add(end);
    }
  }

  private void saveMarks() {
    for (long end : unsaved) {
      Mark mark = marks.get(end);
      if (mark != null) {
        store.putMark(end, mark);
      }
    }
    unsaved.clear();
  }

  private boolean isSettled(long end) {
    return newest != Long.MIN_VALUE && Math.max(newest, idleAt) >= end + rules.settleMillis();
  }

  /**
   * Tells the rows of windows that changed.
   *
   * @param settledOnly only windows that have settled, once each: the way to catch up
   */
  public void emit(boolean settledOnly, Consumer<Aggregate> out) {
    var windows = marks.entrySet().iterator();
    while (windows.hasNext()) {
      Map.Entry<Long, Mark> window = windows.next();
      boolean settled = isSettled(window.getKey());
      if (settledOnly && !settled) {
        break;
      }
      emit(window.getKey(), window.getValue(), settled, out);
      if (settled) {
        windows.remove();
        store.removeMark(window.getKey());
      }
    }
    prune();
  }

  private void emit(long end, Mark mark, boolean settled, Consumer<Aggregate> out) {
    var points = (BitSet) mark.changed().clone();
    if (settled) {
      points.or(mark.unsettled());
    }
    if (points.isEmpty()) {
      return;
    }
    reader.rows(
        end,
        points,
        (point, row) ->
            out.accept(
                rules.aggregate(
                    table.get(point), end, row, mark, settled, mark.corrected().get(point))));
    if (!settled) {
      mark.emitted();
      store.putMark(end, mark);
    }
  }

  /** Forgets what is beyond reach, with what is told; per counter the newest number is carried. */
  private void prune() {
    prunedAt = prunedAt == Long.MIN_VALUE ? newest : prunedAt;
    long to = newest - rules.keepMillis();
    if (newest - prunedAt < rules.pruneMillis()
        || (!marks.isEmpty() && marks.firstKey() - Interval.MILLIS <= to)) {
      return;
    }
    prunedAt = newest;
    var gone = new ArrayList<Poll>();
    store.ascending(floor, to, gone::add);
    if (gone.isEmpty()) {
      return;
    }
    for (Poll poll : gone) {
      carried.take(poll);
      store.remove(poll);
    }
    floor = to;
    saveFacts();
  }

  private void saveFacts() {
    var carries = new ArrayList<Facts.Carry>();
    var points = new ArrayList<PointTable.Point>();
    for (int p = 0; p < table.size(); p++) {
      points.add(table.get(p));
      Poll poll = carried.of(p);
      if (poll != null) {
        carries.add(new Facts.Carry(p, poll.at(), poll.numbers[poll.find(p)]));
      }
    }
    store.putFacts(new Facts(floor, points, carries));
  }
}
