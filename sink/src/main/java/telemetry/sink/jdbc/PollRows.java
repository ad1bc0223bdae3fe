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
  /** The staged readings whose point has no number, and those that say what their point is not. */
  private static final String LOOK =
      """
      SELECT count(*) FILTER (WHERE q.system_id IS NULL),
        count(*) FILTER (WHERE q.kind <> r.kind OR q.unit <> r.unit)
      FROM staged_reading r LEFT JOIN point q ON q.system_id = r.system_id AND q.path = r.path""";

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

  private record Found(int unnumbered, int others) {}

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

  /** Leaves a transaction open: no point loses its number between the look and the merge. */
  @Override
  public Prepared prepare(Connection session, Claim claim, List<Poll> rows) throws SQLException {
    Instant horizon = keep.samples() ? partitions.horizon(session) : Instant.MIN;
    if (keep.samples()) {
      partitions.make(
          session,
          TimePartitions.days(
              rows.stream().map(Poll::measuredAt).filter(instant -> !instant.isBefore(horizon))));
    }
    Found found = stage(session, rows, horizon);
    if (found.unnumbered() > 0) {
      session.rollback();
      points.number(session, NewPoint.of(rows));
      found = stage(session, rows, horizon);
      if (found.unnumbered() > 0) {
        throw new SQLException("points lost their numbers before the merge", "40001");
      }
    }
    int refused = found.others() > 0 ? PollMerge.count(session, REFUSE) : 0;
    return new Prepared(keep.samples() ? PollMerge.count(session, EXPIRED) : 0, refused);
  }

  private Found stage(Connection session, List<Poll> rows, Instant horizon) throws SQLException {
    if (keep.samples()) {
      staging.fill(session, rows, horizon);
    } else {
      staging.fillNewest(session, rows);
    }
    try (var statement = session.createStatement();
        var found = statement.executeQuery(LOOK)) {
      found.next();
      return new Found(found.getInt(1), found.getInt(2));
    }
  }

  @Override
  public int merge(Connection session) throws SQLException {
    return merge.run(session);
  }
}
