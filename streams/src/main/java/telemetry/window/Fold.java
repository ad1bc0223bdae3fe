package telemetry.window;

import org.jspecify.annotations.Nullable;
import telemetry.model.Quality;

/**
 * The roll-up of one point: a pure function of its 5-minute rows, added in time order. Nothing is
 * ever taken back: sums of doubles depend on their order, so an earlier row that changes means a
 * new fold.
 */
final class Fold {
  /** Numbers are finite; this one says that there is none. A system has many folds: no boxes. */
  private static final double NONE = Double.NaN;

  private static final long NEVER = Long.MAX_VALUE;

  private double sum;
  private int means;
  private double min = NONE;
  private double max = NONE;
  private double last = NONE;
  private @Nullable String lastText;
  private double delta = NONE;
  private long deltaSince = NEVER;
  private int samples;
  private int errors;
  private int resets;
  private Quality quality = Quality.GOOD;

  /** The same, to go on with by itself. */
  Fold copy() {
    var copy = new Fold();
    copy.sum = sum;
    copy.means = means;
    copy.min = min;
    copy.max = max;
    copy.last = last;
    copy.lastText = lastText;
    copy.delta = delta;
    copy.deltaSince = deltaSince;
    copy.samples = samples;
    copy.errors = errors;
    copy.resets = resets;
    copy.quality = quality;
    return copy;
  }

  /** Adds the row of the next window. */
  void add(Row row) {
    if (row.avg() != null) {
      sum += row.avg();
      means++;
    }
    // Written so that any number takes the place of none.
    min = row.min() != null && !(row.min() >= min) ? row.min() : min;
    max = row.max() != null && !(row.max() <= max) ? row.max() : max;
    if (row.last() != null || row.lastText() != null) {
      last = row.last() == null ? NONE : row.last();
      lastText = row.lastText();
    }
    if (row.delta() != null) {
      delta = Double.isNaN(delta) ? row.delta() : delta + row.delta();
    }
    if (row.deltaSince() != null) {
      deltaSince = Math.min(deltaSince, row.deltaSince());
    }
    samples += row.samples();
    errors += row.errors();
    resets += row.resets();
    quality = WindowFunction.worse(quality, row.quality());
  }

  /** What the rows say together. */
  Row row() {
    return new Row(
        means == 0 ? null : (Double) (sum / means),
        number(min),
        number(max),
        number(last),
        lastText,
        number(delta),
        deltaSince == NEVER ? null : (Long) deltaSince,
        samples,
        errors,
        resets,
        quality);
  }

  private static @Nullable Double number(double number) {
    return Double.isNaN(number) ? null : (Double) number;
  }
}
