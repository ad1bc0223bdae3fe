package telemetry.window;

import org.jspecify.annotations.Nullable;
import telemetry.model.Quality;

/**
 * What one interval says of one point, before it has a name, a status and a revision. The columns
 * are those of {@link telemetry.model.Aggregate}.
 *
 * @param deltaSince epoch milliseconds
 */
record Row(
    @Nullable Double avg,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable Double last,
    @Nullable String lastText,
    @Nullable Double delta,
    @Nullable Long deltaSince,
    int samples,
    int errors,
    int resets,
    Quality quality) {

  /** A row of an interval without any good value. */
  static Row onlyErrors(int errors) {
    return new Row(null, null, null, null, null, null, null, 0, errors, 0, Quality.GOOD);
  }

  boolean isEmpty() {
    return samples == 0 && errors == 0;
  }
}
