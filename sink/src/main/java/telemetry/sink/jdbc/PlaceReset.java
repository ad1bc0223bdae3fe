package telemetry.sink.jdbc;

import java.sql.SQLException;
import java.util.Optional;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.LogPartition;

/**
 * Puts the sink's place elsewhere, when somebody decided so. It loses and doubles nothing: a row
 * that is read again meets its own revision. A sink that holds the partition becomes a stale owner
 * in the same transaction, so that it cannot move the place on from where it was.
 */
public final class PlaceReset {
  private final Database database;

  /** In this database. */
  public PlaceReset(Database database) {
    this.database = database;
  }

  /**
   * Puts the place of a partition to an offset of the topic as it is now.
   *
   * @param partition which
   * @param topicId Kafka's id of the topic
   * @param next the first offset to read
   * @return the place before; nothing if the sink was never there, and then nothing is changed
   * @throws telemetry.sink.batch.TablesUnavailable if the database cannot be reached now
   */
  public Optional<Claim> to(LogPartition partition, String topicId, long next) {
    try (var session = database.connect("telemetry-sink-reset")) {
      session.setAutoCommit(false);
      Claim before = Places.reset(session, partition, topicId, next);
      session.commit();
      return Optional.ofNullable(before);
    } catch (SQLException e) {
      throw SqlFault.wait(e);
    }
  }
}
