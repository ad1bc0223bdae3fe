package telemetry.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one interval says of one point. The kinds and their columns: a GAUGE has avg, min, max and
 * last; a COUNTER and an INTERVAL have last and delta; a STATE has last or lastText. Everything
 * else is null.
 *
 * @param key the point
 * @param kind how the point behaves
 * @param unit the unit of every number here
 * @param intervalStart exclusive
 * @param intervalEnd inclusive; the interval is named by it
 * @param avg mean of the values, summed in time order
 * @param min smallest value
 * @param max largest value
 * @param last newest value
 * @param lastText newest value of a STATE, where it is a text
 * @param delta growth of a COUNTER since its base, or sum of an INTERVAL's amounts
 * @param deltaSince where that growth began: the base's instant, or the earliest interval's start
 * @param sampleCount the values that count
 * @param errorCount nulls, BAD values, text in a numeric kind, and dropouts
 * @param resetCount how often a COUNTER began again: from 0, or, where it had risen faster than its
 *     point can, from where it stood
 * @param quality worst of the values that count: GOOD or ESTIMATED
 * @param status how final the row is
 * @param revision how much of the log is in the row
 * @param origin who computed it
 */
public record Aggregate(
    PointKey key,
    Kind kind,
    String unit,
    Instant intervalStart,
    Instant intervalEnd,
    @Nullable Double avg,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable Double last,
    @Nullable String lastText,
    @Nullable Double delta,
    @Nullable Instant deltaSince,
    int sampleCount,
    int errorCount,
    int resetCount,
    Quality quality,
    Status status,
    Revision revision,
    Origin origin) {

  /** Holds the table of kinds; every number is finite. */
  public Aggregate {
    if (!intervalStart.isBefore(intervalEnd)) {
      throw wrong(key, intervalEnd, "a start before the end", intervalStart);
    }
    requireFinite(key, "avg", avg);
    requireFinite(key, "min", min);
    requireFinite(key, "max", max);
    requireFinite(key, "last", last);
    requireFinite(key, "delta", delta);
    if (kind != Kind.GAUGE && (avg != null || min != null || max != null)) {
      throw wrong(key, intervalEnd, "no avg, min or max for " + kind, avg);
    }
    if ((kind == Kind.GAUGE || kind == Kind.STATE) && (delta != null || deltaSince != null)) {
      throw wrong(key, intervalEnd, "no delta for " + kind, delta);
    }
    if (kind != Kind.STATE && lastText != null) {
      throw wrong(key, intervalEnd, "no text for " + kind, "one");
    }
    if (quality == Quality.BAD) {
      throw wrong(key, intervalEnd, "quality GOOD or ESTIMATED", quality);
    }
    if ((status == Status.EMPTY) != (sampleCount == 0 && errorCount == 0)) {
      throw wrong(
          key, intervalEnd, "EMPTY with counts 0 and only then", status + " of " + sampleCount);
    }
  }

  private static void requireFinite(PointKey key, String column, @Nullable Double number) {
    if (number != null && !Double.isFinite(number)) {
      throw new BadValue(RejectReason.NOT_FINITE, key + " " + column, "a finite number", number);
    }
  }

  private static IllegalArgumentException wrong(
      PointKey key, Instant end, String wanted, @Nullable Object found) {
    return new IllegalArgumentException(
        key + " at " + end + ": wanted " + wanted + ", found " + found);
  }
}
