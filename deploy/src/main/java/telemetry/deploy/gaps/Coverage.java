package telemetry.deploy.gaps;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import telemetry.model.Interval;
import telemetry.model.PointKey;

/**
 * What a point's own history lets one expect. An interval is expected if the point spoke in the
 * same interval of most of the days around it on which it spoke at all: so nobody expects the sun
 * at night, nor a meter of half hours every five minutes, and a day without any word is a hole.
 * Pure.
 */
public final class Coverage {
  private static final long DAY = 86_400_000;
  private static final int SLOTS = (int) (DAY / Interval.MILLIS);

  /** Days on either side that count. */
  private static final int AROUND = 14;

  /** The share of them in which the point must have spoken. */
  private static final double MOST = 0.8;

  /** Fewer days than this are no history. */
  private static final int FEWEST = 2;

  private final Map<Long, BitSet> days = new HashMap<>();
  private final NavigableSet<Long> alive = new TreeSet<>();

  /**
   * Of a point.
   *
   * @param ends of the intervals in which it spoke, in epoch milliseconds
   */
  public Coverage(Iterable<Long> ends) {
    for (long end : ends) {
      days.computeIfAbsent(day(end), d -> new BitSet(SLOTS)).set(slot(end));
      alive.add(day(end));
    }
  }

  /** Days begin after midnight: an interval belongs to the day that its end closes. */
  private static long day(long end) {
    return Math.floorDiv(end - Interval.MILLIS, DAY);
  }

  private static int slot(long end) {
    return (int) (Math.floorMod(end - Interval.MILLIS, DAY) / Interval.MILLIS);
  }

  /**
   * The holes in (after, until], the oldest first.
   *
   * @param fewest how many intervals must be missing in a row
   */
  public List<Gap> gaps(PointKey point, Instant after, Instant until, int fewest) {
    var gaps = new ArrayList<Gap>();
    long last = after.toEpochMilli();
    long end = last;
    int missing = 0;
    for (long at = ceiling(last); at <= until.toEpochMilli(); at += Interval.MILLIS) {
      if (days.getOrDefault(day(at), new BitSet()).get(slot(at))) {
        add(gaps, point, last, end, missing, fewest);
        last = at;
        missing = 0;
      } else if (isExpected(at)) {
        missing++;
        end = at;
      }
    }
    add(gaps, point, last, end, missing, fewest);
    return gaps;
  }

  private static long ceiling(long after) {
    return (Math.floorDiv(after, Interval.MILLIS) + 1) * Interval.MILLIS;
  }

  private static void add(
      List<Gap> gaps, PointKey point, long after, long until, int missing, int fewest) {
    if (missing >= fewest) {
      gaps.add(new Gap(point, Instant.ofEpochMilli(after), Instant.ofEpochMilli(until), missing));
    }
  }

  private boolean isExpected(long end) {
    long day = day(end);
    int spoke = 0;
    int all = 0;
    for (long other : alive.subSet(day - AROUND, true, day + AROUND, true)) {
      if (other != day) {
        all++;
        spoke += days.getOrDefault(other, new BitSet()).get(slot(end)) ? 1 : 0;
      }
    }
    return all >= FEWEST && spoke >= MOST * all;
  }
}
