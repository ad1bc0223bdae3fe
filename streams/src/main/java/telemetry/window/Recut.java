package telemetry.window;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import telemetry.model.Interval;

/**
 * Time is cut otherwise from a record on: what ends where nothing ends any more is to be told as
 * EMPTY, and what is new is to be told.
 */
final class Recut {
  private static final BitSet NONE = new BitSet();

  private final SystemStore store;
  private final OwnTime time;
  private final Marks marks;
  private final Knowledge knowledge;

  Recut(SystemStore store, OwnTime time, Marks marks, Knowledge knowledge) {
    this.store = store;
    this.time = time;
    this.marks = marks;
    this.knowledge = knowledge;
  }

  /**
   * Marks what changes from one cut to the next.
   *
   * @param all what does not change too: what was heard last may have been marked in a cut that
   *     nobody knows any more
   */
  void mark(Calendar former, Calendar next, long offset, boolean all) {
    Map<Period, BitSet> before = periods(former);
    Map<Period, BitSet> after = periods(next);
    for (long end : List.copyOf(marks.byEnd().keySet())) {
      if (next.of(end).end() != end) {
        note(Period.ofDayGone(end), marks.of(end).toTell(true), NONE, offset);
      }
    }
    before.forEach((period, points) -> markFormer(period, next.of(period.end()), points, offset));
    after.forEach(
        (period, points) -> {
          if (all || !before.containsKey(period)) {
            markNew(period, former, points, offset);
          }
        });
    marks.save();
  }

  private void markFormer(Period period, Period then, BitSet points, long offset) {
    boolean keepsItsEnd = then.end() == period.end();
    // It may keep its end and yet hold none of these readings any more.
    if (!then.equals(period) && isWhole(keepsItsEnd ? then : period)) {
      boolean correct = keepsItsEnd && time.isSettled(period.end());
      Period named = keepsItsEnd ? then : Period.ofDayGone(period.end());
      note(named, points, correct ? points : NONE, offset);
    }
  }

  private void markNew(Period period, Calendar former, BitSet points, long offset) {
    if (isWhole(period)) {
      boolean known = former.of(period.end()).end() == period.end();
      BitSet corrected = known && time.isSettled(period.end()) ? points : NONE;
      note(period, points, corrected, offset);
    } else {
      marks.remove(period.end());
    }
  }

  private void note(Period period, BitSet points, BitSet corrected, long offset) {
    BitSet known = knowledge.of(period.start(), points);
    marks.note(period.end(), false, points, known, corrected, offset);
  }

  private boolean isWhole(Period period) {
    return time.fitsReach(period) && time.isWithinReach(period);
  }

  /** The periods within reach that have a sample, and of which points. */
  private Map<Period, BitSet> periods(Calendar cut) {
    Map<Period, BitSet> periods = new LinkedHashMap<>();
    if (time.hasBegun()) {
      store.ascending(
          time.reachesTo(),
          Long.MAX_VALUE,
          poll -> {
            for (int point : poll.points) {
              periods
                  .computeIfAbsent(cut.of(Interval.endOf(poll.at())), p -> new BitSet())
                  .set(point);
            }
            return true;
          });
    }
    return periods;
  }
}
