package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
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

  private static final String EXPIRE =
      """
      UPDATE staged_poll SET expired = true
      WHERE measured_at < telemetry_horizon(?, make_interval(days => ?))""";

  private final PollStaging staging = new PollStaging();
  private final PointNumbers points = new PointNumbers("staged_reading", "measured_at");
  private final TimePartitions partitions =
      new TimePartitions(
          RowTable.SAMPLES, "(SELECT measured_at FROM staged_poll WHERE NOT expired) kept", 0);
  private final PollMerge merge;
  private final Keep keep;

  PollRows(Keep keep) {
    this.keep = keep;
    this.merge = new PollMerge(keep.samples());
  }

  @Override
  public Prepared prepare(Connection session, List<Poll> rows) throws SQLException {
    if (keep.samples()) {
      staging.fill(session, rows);
    } else {
      staging.fillNewest(session, rows);
    }
    points.allocate(session);
    session.setAutoCommit(true);
    int refused = PollMerge.count(session, REFUSE);
    int expired = 0;
    if (keep.samples()) {
      expired = expire(session);
      partitions.make(session);
    }
    return new Prepared(expired, refused);
  }

  private int expire(Connection session) throws SQLException {
    int days = keep.of(RowTable.SAMPLES);
    if (days == 0) {
      return 0;
    }
    try (var statement = session.prepareStatement(EXPIRE)) {
      statement.setString(1, RowTable.SAMPLES.table());
      statement.setInt(2, days);
      return statement.executeUpdate();
    }
  }

  @Override
  public int merge(Connection session) throws SQLException {
    return merge.run(session);
  }
}
