package telemetry.sink.jdbc;

import telemetry.model.Aggregate;

/**
 * A row as the table has it.
 *
 * @param row what it says
 * @param pointId the number of its point, in its system
 */
record NumberedRow(Aggregate row, int pointId) {
  private static final int COLUMNS = 21;

  /** The columns of every table of aggregates, in the order of {@link #copy}. */
  static final String COLUMN_NAMES =
      """
      system_id, point_id, interval_end, interval_start, kind, avg, min, max, last, last_text,
      delta, delta_since, sample_count, error_count, reset_count, quality, status, origin,
      revision_epoch, revision_offset, revision_batch""";

  static void copy(NumberedRow numbered, CopyBuffer out) {
    Aggregate row = numbered.row;
    out.row(COLUMNS)
        .integer(row.key().systemId())
        .integer(numbered.pointId)
        .timestamptz(row.intervalEnd())
        .timestamptz(row.intervalStart())
        .text(row.kind().name())
        .float8(row.avg())
        .float8(row.min())
        .float8(row.max())
        .float8(row.last())
        .text(row.lastText())
        .float8(row.delta())
        .timestamptz(row.deltaSince())
        .integer(row.sampleCount())
        .integer(row.errorCount())
        .integer(row.resetCount())
        .text(row.quality().name())
        .text(row.status().name())
        .text(row.origin().name())
        .integer(row.revision().epoch())
        .bigint(row.revision().offset())
        .integer(row.revision().batch());
  }
}
