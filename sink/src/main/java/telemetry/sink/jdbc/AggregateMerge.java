package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import telemetry.sink.batch.RowTable;

/**
 * Rows that may stand already: the newer knowledge wins. They come sorted by key, and stay so,
 * which is the order in which every sink locks them.
 */
final class AggregateMerge {
  private static final String STAGED = "staged_agg";

  private static final String MERGE =
      """
      INSERT INTO $table AS t ($columns)
      SELECT $columns FROM $source
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
        >= (t.revision_epoch, t.revision_offset, t.revision_batch, t.status)""";

  /** Up to so many are the arguments of the statement; more are staged by COPY. */
  static final int FEW = 1_000;

  private final Staging<NumberedRow> staging;
  private final String mergeStaged;
  private final String mergeFew;
  private List<NumberedRow> few = List.of();

  AggregateMerge(RowTable table) {
    this.staging = new Staging<>(STAGED, "LIKE " + table.table(), NumberedRow::copy);
    String merge =
        MERGE.replace("$table", table.table()).replace("$columns", NumberedRow.COLUMN_NAMES);
    this.mergeStaged = merge.replace("$source", STAGED);
    this.mergeFew = merge.replace("$source", UnnestedRows.SOURCE);
  }

  /** Brings them to the server, where nobody else sees them, in the transaction that is open. */
  void stage(Connection session, List<NumberedRow> rows) throws SQLException {
    few = rows.size() <= FEW ? rows : List.of();
    if (few.isEmpty()) {
      staging.fillWithin(session, rows);
    }
  }

  /**
   * Merges what was staged.
   *
   * @return rows inserted or updated
   */
  int run(Connection session) throws SQLException {
    if (few.isEmpty()) {
      try (var statement = session.createStatement()) {
        return statement.executeUpdate(mergeStaged);
      }
    }
    try (var statement = session.prepareStatement(mergeFew)) {
      UnnestedRows.bind(session, statement, few);
      return statement.executeUpdate();
    }
  }
}
