package telemetry.window;

import org.jspecify.annotations.Nullable;
import telemetry.model.Kind;
import telemetry.model.Quality;

/**
 * The one definition of what an interval says: a pure function of a point's samples. Live rows,
 * replays and checks all come from here.
 */
final class WindowFunction {
  private WindowFunction() {}

  /**
   * The row of the interval (start, end].
   *
   * @param kind how the point behaves
   * @param series its samples; for a COUNTER from the newest number at or before start − {@link
   *     CounterChain#COMEBACK} to end + that, for the others at least the interval's own
   */
  static Row row(Kind kind, Series series, long start, long end) {
    return switch (kind) {
      case GAUGE -> gauge(series, start, end);
      case COUNTER -> CounterChain.row(series, start, end);
      case INTERVAL -> interval(series, start, end);
      case STATE -> state(series, start, end);
    };
  }

  private static Row gauge(Series series, long start, long end) {
    double sum = 0;
    double min = 0;
    double max = 0;
    double last = 0;
    int samples = 0;
    int errors = 0;
    Quality quality = Quality.GOOD;
    for (int i = 0; i < series.size(); i++) {
      if (series.at(i) <= start || series.at(i) > end) {
        continue;
      }
      if (!series.isNumber(i)) {
        errors++;
        continue;
      }
      double value = series.number(i);
      sum += value;
      min = samples == 0 || value < min ? value : min;
      max = samples == 0 || value > max ? value : max;
      last = value;
      samples++;
      quality = worse(quality, series.quality(i));
    }
    if (samples == 0) {
      return Row.onlyErrors(errors);
    }
    return new Row(sum / samples, min, max, last, null, null, null, samples, errors, 0, quality);
  }

  private static Row interval(Series series, long start, long end) {
    double sum = 0;
    double last = 0;
    int samples = 0;
    int errors = 0;
    @Nullable Long since = null;
    Quality quality = Quality.GOOD;
    for (int i = 0; i < series.size(); i++) {
      if (series.at(i) <= start || series.at(i) > end) {
        continue;
      }
      if (!series.isNumber(i)) {
        errors++;
        continue;
      }
      sum += series.number(i);
      last = series.number(i);
      samples++;
      quality = worse(quality, series.quality(i));
      long began = series.since(i);
      if (began != Poll.NO_START && (since == null || began < since)) {
        since = began;
      }
    }
    if (samples == 0) {
      return Row.onlyErrors(errors);
    }
    return new Row(null, null, null, last, null, sum, since, samples, errors, 0, quality);
  }

  private static Row state(Series series, long start, long end) {
    @Nullable Double last = null;
    @Nullable String lastText = null;
    int samples = 0;
    int errors = 0;
    Quality quality = Quality.GOOD;
    for (int i = 0; i < series.size(); i++) {
      if (series.at(i) <= start || series.at(i) > end) {
        continue;
      }
      boolean number = series.isNumber(i);
      if (!number && !series.isText(i)) {
        errors++;
        continue;
      }
      last = number ? (Double) series.number(i) : null;
      lastText = number ? null : series.text(i);
      samples++;
      quality = worse(quality, series.quality(i));
    }
    return new Row(null, null, null, last, lastText, null, null, samples, errors, 0, quality);
  }

  static Quality worse(Quality a, Quality b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
