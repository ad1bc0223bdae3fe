package telemetry.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import telemetry.model.Quality;

/**
 * A meter's running total, read in time order. A fall (predecessor above 0, value below 0.9 of it)
 * is a reset, unless a reading comes back to at least the predecessor within {@link #COMEBACK}
 * after it: then the readings of the fall were dropouts, errors of the device.
 *
 * <p>A step that would add more than its point can in the time (a rise from the predecessor, or
 * after a reset from 0) is a re-base: the counter counts on from there, and nothing is added.
 *
 * <p>Why a bounded look back is exact. Begin at any number and take it for good. If it was, the
 * chain is the true one from there. If it was a dropout, the reading that came back stands at most
 * {@link #COMEBACK} later, is at least as large as everything between, and so is taken by both
 * chains; from it on they are one. Hence whoever begins at the newest number at or before start −
 * COMEBACK knows every reading from start on.
 */
final class CounterChain {
  /** How long after a fall a reading may come back and make it a dropout, in milliseconds. */
  static final long COMEBACK = Duration.ofMinutes(30).toMillis();

  private static final double FALL = 0.9;
  private static final double HOUR = Duration.ofHours(1).toMillis();

  private CounterChain() {}

  /** Whether a value after its predecessor is a fall: a reset, or the first of dropouts. */
  static boolean falls(double predecessor, double value) {
    return predecessor > 0 && value < FALL * predecessor;
  }

  /**
   * Whether a step adds more than a limit per hour allows; {@code millis} since the predecessor.
   */
  static boolean leaps(double predecessor, double value, long millis, double maxPerHour) {
    if (maxPerHour == Double.POSITIVE_INFINITY) {
      return false;
    }
    double added = falls(predecessor, value) ? value : value - predecessor;
    return added * HOUR > maxPerHour * millis;
  }

  /**
   * The row of the interval (start, end]; what the series must hold, {@link WindowFunction} says.
   */
  static Row row(Series series, long start, long end) {
    boolean any = false;
    double predecessor = 0;
    long predecessorAt = 0;
    boolean based = false;
    long baseAt = 0;
    double base = 0;
    double segment = 0;
    double grown = 0;
    int samples = 0;
    int errors = 0;
    int resets = 0;
    Quality quality = Quality.GOOD;
    int back = 0;
    boolean first = false;
    for (int i = 0; i < series.size() && series.at(i) <= end; i++) {
      boolean inside = series.at(i) > start;
      if (!series.isNumber(i)) {
        errors += inside ? 1 : 0;
        continue;
      }
      double value = series.number(i);
      boolean reset = false;
      if (i < back) {
        errors += inside ? 1 : 0;
        continue;
      }
      if (any && falls(predecessor, value)) {
        int comeback = comeback(series, i, predecessor);
        if (comeback > i) {
          back = comeback;
          errors += inside ? 1 : 0;
          continue;
        }
        reset = true;
      }
      if (!inside || !based) {
        // The base: the newest good reading at or before the start, or else the first inside.
        first = inside;
        based = true;
        base = value;
        baseAt = series.at(i);
        segment = value;
      } else {
        boolean leap = leaps(predecessor, value, series.at(i) - predecessorAt, series.maxPerHour());
        if (reset || leap) {
          grown += predecessor - segment;
          segment = leap ? value : 0;
          resets++;
        }
      }
      if (inside) {
        samples++;
        quality = WindowFunction.worse(quality, series.quality(i));
      }
      any = true;
      predecessor = value;
      predecessorAt = series.at(i);
    }
    if (samples == 0) {
      return Row.onlyErrors(errors);
    }
    double last = predecessor;
    if (first && samples == 1) {
      return new Row(null, null, null, last, null, null, null, 1, errors, 0, quality);
    }
    double delta = resets == 0 ? last - base : grown + (last - segment);
    return new Row(null, null, null, last, null, delta, baseAt, samples, errors, resets, quality);
  }

  /**
   * The newest end of the chain; the series as for a row that begins at its newest number.
   *
   * @param from where the series begins: what fell before it is not known
   */
  static Head head(Series series, long from) {
    Head head = Head.NONE;
    int back = 0;
    long newest = Long.MIN_VALUE;
    long evenSince = from;
    double former = 0;
    for (int i = 0; i < series.size(); i++) {
      if (!series.isNumber(i)) {
        continue;
      }
      newest = series.at(i);
      double value = series.number(i);
      evenSince = falls(former, value) ? newest : evenSince;
      former = value;
      if (i < back) {
        continue;
      }
      if (falls(head.predecessor(), value)) {
        int comeback = comeback(series, i, head.predecessor());
        if (comeback > i) {
          back = comeback;
          continue;
        }
      }
      head = head.then(newest, value, series.maxPerHour());
    }
    return new Head(newest, head.predecessor(), head.breakAt(), evenSince);
  }

  /** The resets and re-bases, in time order; the series as for {@link #head}. */
  static List<Reset> resets(Series series) {
    var resets = new ArrayList<Reset>();
    boolean any = false;
    double predecessor = 0;
    long predecessorAt = 0;
    int back = 0;
    for (int i = 0; i < series.size(); i++) {
      if (!series.isNumber(i) || i < back) {
        continue;
      }
      double value = series.number(i);
      boolean fall = any && falls(predecessor, value);
      if (fall) {
        int comeback = comeback(series, i, predecessor);
        if (comeback > i) {
          back = comeback;
          continue;
        }
      }
      boolean leap =
          any && leaps(predecessor, value, series.at(i) - predecessorAt, series.maxPerHour());
      if (fall || leap) {
        resets.add(new Reset(series.at(i), predecessor, value, leap));
      }
      any = true;
      predecessor = value;
      predecessorAt = series.at(i);
    }
    return resets;
  }

  /** Where the first reading that comes back stands, or −1: then the fall was a reset. */
  private static int comeback(Series series, int fall, double predecessor) {
    long until = series.at(fall) + COMEBACK;
    for (int j = fall + 1; j < series.size() && series.at(j) <= until; j++) {
      if (series.isNumber(j) && series.number(j) >= predecessor) {
        return j;
      }
    }
    return -1;
  }
}
