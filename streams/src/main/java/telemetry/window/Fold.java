package telemetry.window;

import org.jspecify.annotations.Nullable;
import telemetry.model.Quality;

/**
 * The roll-up of one point: a pure function of its 5-minute rows, added in time order. Nothing is
 * ever taken back: sums of doubles depend on their order, so an earlier row that changes means a
 * new fold.
 */
final class Fold {
  private double sum;
  private int means;
  private @Nullable Double min;
  private @Nullable Double max;
  private @Nullable Double last;
  private @Nullable String lastText;
  private @Nullable Double delta;
  private @Nullable Long deltaSince;
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
    min = row.min() != null && (min == null || row.min() < min) ? row.min() : min;
    max = row.max() != null && (max == null || row.max() > max) ? row.max() : max;
    if (row.last() != null || row.lastText() != null) {
      last = row.last();
      lastText = row.lastText();
    }
    if (row.delta() != null) {
      delta = delta == null ? row.delta() : (Double) (delta + row.delta());
    }
    Long since = row.deltaSince();
    if (since != null && (deltaSince == null || since < deltaSince)) {
      deltaSince = since;
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
        min,
        max,
        last,
        lastText,
        delta,
        deltaSince,
        samples,
        errors,
        resets,
        quality);
  }
}
