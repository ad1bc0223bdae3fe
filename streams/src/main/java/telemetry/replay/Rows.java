package telemetry.replay;

import java.time.Instant;
import telemetry.model.Aggregate;
import telemetry.model.Kind;
import telemetry.model.Origin;
import telemetry.model.PointKey;
import telemetry.model.Quality;
import telemetry.model.Revision;
import telemetry.model.Status;
import telemetry.recalculation.Replaced;
import telemetry.recalculation.Standing;

/** What a replay makes of rows. */
final class Rows {
  private Rows() {}

  /** A row that was computed here, with how much of the log is in it. */
  static Aggregate replayed(Aggregate row, Revision revision) {
    return new Aggregate(
        row.key(),
        row.kind(),
        row.unit(),
        row.intervalStart(),
        row.intervalEnd(),
        row.avg(),
        row.min(),
        row.max(),
        row.last(),
        row.lastText(),
        row.delta(),
        row.deltaSince(),
        row.sampleCount(),
        row.errorCount(),
        row.resetCount(),
        row.quality(),
        row.status(),
        revision,
        Origin.REPLAY);
  }

  /** Instead of a row that no reading speaks of. */
  static Aggregate empty(Standing instead, Revision revision) {
    return empty(
        instead.key(), instead.kind(), instead.unit(), instead.start(), instead.end(), revision);
  }

  /** Where nothing stood before. */
  static Aggregate empty(Replaced row, Revision revision) {
    return empty(row.key().point(), row.kind(), row.unit(), row.start(), row.key().end(), revision);
  }

  private static Aggregate empty(
      PointKey key, Kind kind, String unit, Instant start, Instant end, Revision revision) {
    return new Aggregate(
        key,
        kind,
        unit,
        start,
        end,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        0,
        0,
        Quality.GOOD,
        Status.EMPTY,
        revision,
        Origin.REPLAY);
  }
}
