package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.sink.batch.Attempt;
import telemetry.sink.batch.Attempt.Moved;
import telemetry.sink.batch.Attempt.Refused;
import telemetry.sink.batch.Attempt.Stale;
import telemetry.sink.batch.Attempt.Written;
import telemetry.sink.batch.Batch;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.RowTable;
import telemetry.sink.batch.SystemChange;
import telemetry.sink.batch.Tables;

/**
 * The tables in PostgreSQL. A batch is staged first; then one short transaction checks owner and
 * place, merges, and moves the place. For one thread.
 */
public final class PostgresTables implements Tables {
  private final DataSource database;
  private final Map<RowTable, AggregateRows> aggregates = new EnumMap<>(RowTable.class);
  private final SystemRows systems = new SystemRows();
  private final Keep keep;

  /**
   * Tables behind connections that carry their own time-outs.
   *
   * @param keep how long they keep their rows
   */
  public PostgresTables(DataSource database, Keep keep) {
    this.database = database;
    this.keep = keep;
  }

  @Override
  public Claim take(LogPartition partition, String topicId, long first) {
    try (var session = database.getConnection()) {
      return Places.take(session, partition, topicId, first);
    } catch (SQLException e) {
      throw SqlFault.wait(e);
    }
  }

  @Override
  public Attempt writeAggregates(Claim claim, Batch<Aggregate> batch) {
    RowTable table = RowTable.of(claim.partition().topic());
    return write(
        claim, batch, aggregates.computeIfAbsent(table, it -> new AggregateRows(it, keep.of(it))));
  }

  @Override
  public Attempt writeSystems(Claim claim, Batch<SystemChange> batch) {
    return write(claim, batch, systems);
  }

  private <T> Attempt write(Claim claim, Batch<T> batch, Rows<T> rows) {
    try (var session = database.getConnection()) {
      int expired = batch.rows().isEmpty() ? 0 : rows.prepare(session, batch.rows());
      return commit(session, claim, batch, expired, rows);
    } catch (SQLException e) {
      Refused refused = SqlFault.refusal(e);
      if (refused != null) {
        return refused;
      }
      throw SqlFault.wait(e);
    }
  }

  private static <T> Attempt commit(
      Connection session, Claim claim, Batch<T> batch, int expired, Rows<T> rows)
      throws SQLException {
    session.setAutoCommit(false);
    Claim found = Places.lock(session, claim.partition());
    Attempt objection = objection(claim, batch, found);
    if (objection != null) {
      session.rollback();
      return objection;
    }
    int written = batch.rows().size() == expired ? 0 : rows.merge(session);
    if (batch.next() > claim.next()) {
      Places.move(session, claim, batch.next());
    }
    session.commit();
    return new Written(written, batch.rows().size() - expired - written, expired);
  }

  private static @Nullable Attempt objection(Claim claim, Batch<?> batch, @Nullable Claim found) {
    if (found == null || !found.topicId().equals(claim.topicId())) {
      return new Moved();
    }
    if (found.ownerEpoch() > claim.ownerEpoch()) {
      return new Stale();
    }
    if (found.ownerEpoch() < claim.ownerEpoch()) {
      return new Moved(); // Epochs only grow: this is an older state of the database.
    }
    if (found.next() == claim.next()) {
      return null;
    }
    if (found.next() == batch.next()) {
      // Our own commit, whose answer was lost. How many rows it changed is not known any more.
      return new Written(batch.rows().size(), 0, 0);
    }
    return new Moved();
  }
}
