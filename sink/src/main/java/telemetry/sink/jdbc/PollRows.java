package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import telemetry.model.Redefinitions;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.Poll;
import telemetry.sink.batch.RowTable;

/**
 * The newest reading of each point, and every reading where they are kept. A poll is taken whole or
 * not at all: its version in the tables may have been received later.
 */
final class PollRows implements Rows<Poll> {
  /** A point says one kind of thing in one unit; streams refuse such a record by the same rule. */
  private static final String REFUSE =
      """
      WITH changed AS (
        DELETE FROM staged_poll p WHERE EXISTS (
          SELECT FROM staged_reading r
          JOIN point q ON q.system_id = r.system_id AND q.path = r.path
          WHERE r.poll = p.poll AND NOT r.gone AND (q.kind <> r.kind OR q.unit <> r.unit))
        RETURNING p.poll
      ), dropped AS (
        DELETE FROM staged_reading r USING changed c WHERE r.poll = c.poll
      )
      SELECT count(*) FROM changed""";

  private static final String EXPIRED = "SELECT count(*) FROM staged_poll WHERE expired";

  private final PollStaging staging = new PollStaging();
  private final PointNumbers points;
  private final TimePartitions partitions;
  private final PollMerge merge;
  private final Keep keep;

  /**
   * Rows of what is kept.
   *
   * @param redefinitions what points mean that were first heard as something else
   */
  PollRows(Keep keep, Redefinitions redefinitions) {
    this.keep = keep;
    this.points = new PointNumbers(redefinitions);
    this.partitions = new TimePartitions(RowTable.SAMPLES, keep.of(RowTable.SAMPLES));
    this.merge = new PollMerge(keep.samples());
  }

  @Override
  public Prepared prepare(Connection session, Claim claim, List<Poll> rows) throws SQLException {
    Instant horizon = Instant.MIN;
    if (keep.samples()) {
      horizon = partitions.horizon(session);
      staging.fill(session, rows, horizon);
    } else {
      staging.fillNewest(session, rows);
    }
    session.setAutoCommit(true);
    if (PollMerge.count(session, PollMerge.UNNUMBERED) > 0) {
      points.number(session, NewPoint.of(rows));
      session.setAutoCommit(true);
    }
    int refused = PollMerge.count(session, REFUSE);
    int expired = 0;
    if (keep.samples()) {
      expired = PollMerge.count(session, EXPIRED);
      Instant first = horizon;
      partitions.make(
          session, rows.stream().map(Poll::measuredAt).filter(instant -> !instant.isBefore(first)));
    }
    return new Prepared(expired, refused);
  }

  @Override
  public int merge(Connection session) throws SQLException {
    return merge.run(session);
  }
}
