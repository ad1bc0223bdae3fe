package telemetry.deploy.bench.workload;

import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;
import telemetry.model.Interval;
import telemetry.model.Kind;
import telemetry.model.Quality;

/**
 * The rows that must stand, each computed by itself from the workload's values. It knows nothing of
 * arrival, state or revisions, and shares no code with the product's windows. The workload has no
 * resets and no texts; neither has this.
 */
public final class Reference {
  private final Workload workload;
  private final Absent absent;

  /** Of a workload of which every poll has come. */
  public Reference(Workload workload) {
    this(workload, Absent.NONE);
  }

  /**
   * Of a workload of which some polls have not come; of no window all.
   *
   * @param absent which
   */
  public Reference(Workload workload, Absent absent) {
    this.workload = workload;
    this.absent = absent;
  }

  /**
   * One row.
   *
   * @param system from 1
   * @param point from 0, in the workload's order
   * @param length how much it says
   * @param place which of that length, from 0
   */
  public Row row(int system, int point, Length length, int place) {
    return length == Length.WINDOW
        ? window(system, point, place)
        : rollUp(system, point, length, place);
  }

  private Row window(int system, int point, int window) {
    int first = window * workload.pollsInWindow();
    int after = Math.min(first + workload.pollsInWindow(), workload.polls());
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double last = Double.NaN;
    int samples = 0;
    int errors = 0;
    for (int poll = first; poll < after; poll++) {
      if (absent.is(system, poll)) {
        continue;
      }
      double value = workload.value(system, point, poll);
      if (!Double.isNaN(value)) {
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        last = value;
        samples++;
      } else {
        errors++;
      }
    }
    MeasuredPoint measured = workload.points().get(point);
    boolean gauge = measured.kind() == Kind.GAUGE && samples > 0;
    int base = measured.kind() == Kind.COUNTER && samples > 0 ? base(system, point, first) : -1;
    // Without a base in all the log, the first reading of the window is the base; alone, of
    // nothing.
    boolean grown = base >= 0 && (base < first || samples > 1);
    long end = workload.from().toEpochMilli() + (window + 1) * Interval.MILLIS;
    return new Row(
        system,
        measured.path(),
        measured.kind(),
        measured.unit(),
        end - Interval.MILLIS,
        end,
        gauge ? (Double) (sum / samples) : null,
        gauge ? (Double) min : null,
        gauge ? (Double) max : null,
        samples > 0 ? (Double) last : null,
        null,
        grown ? (Double) (last - workload.value(system, point, base)) : null,
        grown ? (Long) workload.at(base) : null,
        samples,
        errors,
        0,
        Quality.GOOD);
  }

  /** The newest number before a window, or else the first in it. */
  private int base(int system, int point, int first) {
    for (int poll = first - 1; poll >= 0; poll--) {
      if (isNumber(system, point, poll)) {
        return poll;
      }
    }
    int poll = first;
    while (!isNumber(system, point, poll)) {
      poll++;
    }
    return poll;
  }

  private boolean isNumber(int system, int point, int poll) {
    return !absent.is(system, poll) && !Double.isNaN(workload.value(system, point, poll));
  }

  /** What the windows of an interval say together; means are added one by one, in time order. */
  private Row rollUp(int system, int point, Length length, int place) {
    long start = (workload.first(length) + place) * length.millis();
    long before = start - workload.from().toEpochMilli();
    int first = Math.toIntExact(Math.max(0, before / Interval.MILLIS));
    int after =
        Math.toIntExact(
            Math.min(workload.rows(Length.WINDOW), (before + length.millis()) / Interval.MILLIS));
    Row sum = window(system, point, first);
    double means = sum.avg() == null ? 0 : sum.avg();
    int mean = sum.avg() == null ? 0 : 1;
    for (int window = first + 1; window < after; window++) {
      Row next = window(system, point, window);
      means += next.avg() == null ? 0 : next.avg();
      mean += next.avg() == null ? 0 : 1;
      sum = together(sum, next);
    }
    return sum.with(mean == 0 ? null : (Double) (means / mean), start, start + length.millis());
  }

  /** Two intervals as one, but for their mean. */
  private static Row together(Row one, Row next) {
    return new Row(
        one.systemId(),
        one.path(),
        one.kind(),
        one.unit(),
        one.start(),
        next.end(),
        null,
        either(Math::min, one.min(), next.min()),
        either(Math::max, one.max(), next.max()),
        next.last() == null ? one.last() : next.last(),
        null,
        either(Double::sum, one.delta(), next.delta()),
        one.deltaSince() == null ? next.deltaSince() : one.deltaSince(),
        one.samples() + next.samples(),
        one.errors() + next.errors(),
        0,
        Quality.GOOD);
  }

  private static @Nullable Double either(
      DoubleBinaryOperator both, @Nullable Double one, @Nullable Double other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return both.applyAsDouble(one, other);
  }
}
