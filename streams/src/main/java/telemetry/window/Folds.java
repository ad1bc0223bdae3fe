package telemetry.window;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The roll-ups of a system's points over one period, up to some window. */
final class Folds {
  private final Period period;
  private final List<@Nullable Fold> points = new ArrayList<>();
  private long until;

  Folds(Period period) {
    this.period = period;
    this.until = period.start();
  }

  /** The same, to go on with by itself. */
  Folds copy() {
    var copy = new Folds(period);
    points.forEach(fold -> copy.points.add(fold == null ? null : fold.copy()));
    copy.until = until;
    return copy;
  }

  Period period() {
    return period;
  }

  /** The end of the newest window that is in it, or the period's start. */
  long until() {
    return until;
  }

  /**
   * Adds a row of a window after {@link #until}; the window's rows done, {@link #reach} says so.
   */
  void add(int point, Row row) {
    if (row.isEmpty()) {
      return;
    }
    while (points.size() <= point) {
      points.add(null);
    }
    Fold fold = points.get(point);
    if (fold == null) {
      fold = new Fold();
      points.set(point, fold);
    }
    fold.add(row);
  }

  /** Every window up to an instant is in it. */
  void reach(long end) {
    until = Math.max(until, end);
  }

  /** What is known of a point. */
  Row row(int point) {
    Fold fold = point < points.size() ? points.get(point) : null;
    return fold == null ? Row.onlyErrors(0) : fold.row();
  }
}
