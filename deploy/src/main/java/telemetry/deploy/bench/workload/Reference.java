package telemetry.deploy.bench.workload;

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

  /** Of a workload. */
  public Reference(Workload workload) {
    this.workload = workload;
  }

  /**
   * One row.
   *
   * @param system from 1
   * @param point from 0, in the workload's order
   * @param window from 0
   */
  public Row row(int system, int point, int window) {
    int first = window * workload.pollsInWindow();
    int after = Math.min(first + workload.pollsInWindow(), workload.polls());
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double last = Double.NaN;
    int samples = 0;
    for (int poll = first; poll < after; poll++) {
      double value = workload.value(system, point, poll);
      if (!Double.isNaN(value)) {
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        last = value;
        samples++;
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
        after - first - samples,
        0,
        Quality.GOOD);
  }

  /** The newest number before a window, or else the first in it. */
  private int base(int system, int point, int first) {
    for (int poll = first - 1; poll >= 0; poll--) {
      if (!Double.isNaN(workload.value(system, point, poll))) {
        return poll;
      }
    }
    int poll = first;
    while (Double.isNaN(workload.value(system, point, poll))) {
      poll++;
    }
    return poll;
  }

  /** The row that stands in the place of another, if there must be one. */
  public @Nullable Row inPlaceOf(Row found, int point) {
    int window = window(found.end());
    return window < 0 || found.systemId() < 1 || found.systemId() > workload.systems()
        ? null
        : row(found.systemId(), point, window);
  }

  /** The window that ends at an instant, −1 if there is none. */
  public int window(long end) {
    long millis = end - workload.from().toEpochMilli();
    long window = millis / Interval.MILLIS - 1;
    return millis % Interval.MILLIS == 0 && window >= 0 && window < workload.windows()
        ? (int) window
        : -1;
  }
}
