package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.LogPartition;

/** The sink's place in each partition: {@code sink_offset}. */
final class Places {
  private static final String BEGIN =
      """
      INSERT INTO sink_offset (topic, partition, topic_id, next_offset)
      VALUES (?, ?, ?, ?)
      ON CONFLICT (topic, partition) DO NOTHING""";

  private static final String TAKE =
      """
      UPDATE sink_offset SET owner_epoch = owner_epoch + 1
      WHERE topic = ? AND partition = ?
      RETURNING topic_id, owner_epoch, next_offset""";

  private static final String LOCK =
      """
      SELECT topic_id, owner_epoch, next_offset FROM sink_offset
      WHERE topic = ? AND partition = ?
      FOR UPDATE""";

  private static final String MOVE =
      """
      UPDATE sink_offset SET next_offset = ?, moved_at = now()
      WHERE topic = ? AND partition = ? AND owner_epoch = ?""";

  private static final String RESET =
      """
      UPDATE sink_offset
      SET topic_id = ?, next_offset = ?, owner_epoch = owner_epoch + 1, moved_at = now()
      WHERE topic = ? AND partition = ?""";

  private Places() {}

  /** Takes a partition; whoever had it can write no more. */
  static Claim take(Connection session, LogPartition partition, String topicId, long first)
      throws SQLException {
    session.setAutoCommit(false);
    try (var begin = session.prepareStatement(BEGIN)) {
      begin.setString(1, partition.topic());
      begin.setInt(2, partition.partition());
      begin.setString(3, topicId);
      begin.setLong(4, first);
      begin.executeUpdate();
    }
    Claim claim = read(session, TAKE, partition);
    if (claim == null) {
      throw new SQLException(partition + ": its place vanished while it was taken", "40001");
    }
    session.commit();
    return claim;
  }

  /** The place as it stands, locked until the transaction ends; null if there is none. */
  static @Nullable Claim lock(Connection session, LogPartition partition) throws SQLException {
    return read(session, LOCK, partition);
  }

  /** Moves the place that was locked. */
  static void move(Connection session, Claim claim, long next) throws SQLException {
    try (var move = session.prepareStatement(MOVE)) {
      move.setLong(1, next);
      move.setString(2, claim.partition().topic());
      move.setInt(3, claim.partition().partition());
      move.setLong(4, claim.ownerEpoch());
      int moved = move.executeUpdate();
      if (moved != 1) {
        throw new IllegalStateException(
            claim.partition() + ": wanted to move one place, moved " + moved);
      }
    }
  }

  /**
   * Puts a place elsewhere, in the session's transaction; whoever holds the partition can write no
   * more.
   *
   * @return the place before; null if there is none, and then nothing is changed
   */
  static @Nullable Claim reset(
      Connection session, LogPartition partition, String topicId, long next) throws SQLException {
    Claim before = lock(session, partition);
    if (before != null) {
      try (var reset = session.prepareStatement(RESET)) {
        reset.setString(1, topicId);
        reset.setLong(2, next);
        reset.setString(3, partition.topic());
        reset.setInt(4, partition.partition());
        reset.executeUpdate();
      }
    }
    return before;
  }

  private static @Nullable Claim read(Connection session, String sql, LogPartition partition)
      throws SQLException {
    try (var statement = session.prepareStatement(sql)) {
      statement.setString(1, partition.topic());
      statement.setInt(2, partition.partition());
      try (var row = statement.executeQuery()) {
        return row.next()
            ? new Claim(partition, row.getString(1), row.getLong(2), row.getLong(3))
            : null;
      }
    }
  }
}
