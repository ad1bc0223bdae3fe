package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import telemetry.model.Aggregate;
import telemetry.sink.batch.RowTable;

/** The rows of one length of interval; the tables differ in nothing else. */
final class AggregateRows implements Rows<Aggregate> {
  private static final String STAGED = "staged_agg";

  private static final String COLUMNS =
      """
      system_id integer, path text, unit text, interval_end timestamptz, interval_start timestamptz,
      kind point_kind, avg float8, min float8, max float8, last float8, last_text text,
      delta float8, delta_since timestamptz,
      sample_count integer, error_count integer, reset_count integer,
      quality row_quality, status row_status, origin row_origin,
      revision_epoch integer, revision_offset bigint, revision_batch integer""";

  private static final int FIELDS = 22;

  /**
   * Points are found by path at each merge and never remembered: a restored database may have
   * forgotten a point, or given its number to another. The order is the lock order.
   */
  private static final String MERGE =
      """
      WITH resolved AS (
        SELECT p.point_id, s.*
        FROM staged_agg s JOIN point p ON p.system_id = s.system_id AND p.path = s.path
      ), merged AS (
        INSERT INTO %s AS t (
          system_id, point_id, interval_end, interval_start, kind, avg, min, max, last, last_text,
          delta, delta_since, sample_count, error_count, reset_count, quality, status, origin,
          revision_epoch, revision_offset, revision_batch)
        SELECT
          system_id, point_id, interval_end, interval_start, kind, avg, min, max, last, last_text,
          delta, delta_since, sample_count, error_count, reset_count, quality, status, origin,
          revision_epoch, revision_offset, revision_batch
        FROM resolved
        ORDER BY system_id, point_id, interval_end
        ON CONFLICT (system_id, point_id, interval_end) DO UPDATE SET
          interval_start = EXCLUDED.interval_start, kind = EXCLUDED.kind,
          avg = EXCLUDED.avg, min = EXCLUDED.min, max = EXCLUDED.max,
          last = EXCLUDED.last, last_text = EXCLUDED.last_text,
          delta = EXCLUDED.delta, delta_since = EXCLUDED.delta_since,
          sample_count = EXCLUDED.sample_count, error_count = EXCLUDED.error_count,
          reset_count = EXCLUDED.reset_count, quality = EXCLUDED.quality,
          status = EXCLUDED.status, origin = EXCLUDED.origin,
          revision_epoch = EXCLUDED.revision_epoch, revision_offset = EXCLUDED.revision_offset,
          revision_batch = EXCLUDED.revision_batch
        WHERE (EXCLUDED.revision_epoch, EXCLUDED.revision_offset, EXCLUDED.revision_batch,
            EXCLUDED.status)
          >= (t.revision_epoch, t.revision_offset, t.revision_batch, t.status)
        RETURNING 1
      )
      SELECT (SELECT count(*) FROM staged_agg) - (SELECT count(*) FROM resolved) AS unresolved,
        (SELECT count(*) FROM merged) AS written""";

  private final Staging<Aggregate> staging = new Staging<>(STAGED, COLUMNS, AggregateRows::copy);
  private final TimePartitions partitions;
  private final PointNumbers points;
  private final String merge;

  /**
   * Rows of a table.
   *
   * @param keepDays how long it keeps them; 0 for ever
   */
  AggregateRows(RowTable table, int keepDays) {
    this.partitions = new TimePartitions(table, STAGED, keepDays);
    this.points = new PointNumbers(STAGED, table.time());
    this.merge = MERGE.formatted(table.table());
  }

  private static void copy(Aggregate row, CopyBuffer out) {
    out.row(FIELDS)
        .integer(row.key().systemId())
        .text(row.key().path())
        .text(row.unit())
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

  @Override
  public Prepared prepare(Connection session, List<Aggregate> rows) throws SQLException {
    staging.fill(session, rows);
    int expired = partitions.expire(session);
    partitions.make(session);
    points.allocate(session);
    return new Prepared(expired, 0);
  }

  @Override
  public int merge(Connection session) throws SQLException {
    try (var statement = session.prepareStatement(merge);
        var result = statement.executeQuery()) {
      result.next();
      long unresolved = result.getLong("unresolved");
      if (unresolved > 0) {
        throw new SQLException(
            unresolved + " rows lost their points between allocation and merge", "40001");
      }
      return result.getInt("written");
    }
  }
}
