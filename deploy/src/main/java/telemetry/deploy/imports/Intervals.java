package telemetry.deploy.imports;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import telemetry.model.Interval;

/** Intervals of 5 minutes by their ends, in epoch milliseconds: a bit each. */
final class Intervals {
  private static final long DAY = 24 * 60 * 60_000L;

  private final Map<Long, BitSet> days = new HashMap<>();

  void add(long end) {
    days.computeIfAbsent(Math.floorDiv(end, DAY), day -> new BitSet()).set(ofDay(end));
  }

  boolean contains(long end) {
    BitSet day = days.get(Math.floorDiv(end, DAY));
    return day != null && day.get(ofDay(end));
  }

  private static int ofDay(long end) {
    return (int) (Math.floorMod(end, DAY) / Interval.MILLIS);
  }
}
