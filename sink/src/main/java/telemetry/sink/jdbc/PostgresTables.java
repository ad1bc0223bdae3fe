package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import telemetry.model.Aggregate;
import telemetry.model.Event;
import telemetry.model.Redefinitions;
import telemetry.sink.batch.Attempt;
import telemetry.sink.batch.Attempt.Moved;
import telemetry.sink.batch.Attempt.Refused;
import telemetry.sink.batch.Attempt.Stale;
import telemetry.sink.batch.Attempt.Written;
import telemetry.sink.batch.Batch;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.Keep;
import telemetry.sink.batch.LogPartition;
import telemetry.sink.batch.Poll;
import telemetry.sink.batch.RowTable;
import telemetry.sink.batch.SystemChange;
import telemetry.sink.batch.Tables;
import telemetry.sink.jdbc.Rows.Prepared;

/**
 * The tables in PostgreSQL. A batch is staged first; then one short transaction checks owner and
 * place, merges, and moves the place. For one thread.
 */
public final class PostgresTables implements Tables {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresTables.class);

  private final DataSource database;
  private final Map<RowTable, AggregateRows> aggregates = new EnumMap<>(RowTable.class);
  private final SystemRows systems = new SystemRows();
  private final PollRows polls;
  private final EventRows events;
  private final Keep keep;
  private final Redefinitions redefinitions;

  /**
   * Tables behind connections that carry their own time-outs.
   *
   * @param keep what they keep, and how long
   * @param redefinitions what points mean that were first heard as something else
   */
  public PostgresTables(DataSource database, Keep keep, Redefinitions redefinitions) {
    this.database = database;
    this.keep = keep;
    this.redefinitions = redefinitions;
    this.polls = new PollRows(keep, redefinitions);
    this.events = new EventRows(keep.of(RowTable.EVENT));
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
        claim,
        batch,
        aggregates.computeIfAbsent(table, it -> new AggregateRows(it, keep.of(it), redefinitions)));
  }

  @Override
  public boolean keepsReadings() {
    return keep.samples();
  }

  @Override
  public Map<Integer, Instant> reached(Collection<Integer> systems) {
    try (var session = database.getConnection()) {
      return PollStaging.reached(session, systems);
    } catch (SQLException e) {
      throw SqlFault.wait(e);
    }
  }

  @Override
  public Attempt writeReadings(Claim claim, Batch<Poll> batch) {
    return write(claim, batch, polls);
  }

  @Override
  public Attempt writeEvents(Claim claim, Batch<Event> batch) {
    return write(claim, batch, events);
  }

  @Override
  public Attempt writeSystems(Claim claim, Batch<SystemChange> batch) {
    return write(claim, batch, systems);
  }

  @Override
  public void maintain() {
    try (var session = database.getConnection()) {
      for (PartitionUpkeep.Done done : PartitionUpkeep.maintain(session, keep)) {
        if (done.made() > 0 || !done.dropped().isEmpty()) {
          LOG.atInfo()
              .setMessage("partitions")
              .addKeyValue("table", done.table())
              .addKeyValue("made", done.made())
              .addKeyValue("dropped", done.dropped())
              .log();
        }
      }
    } catch (SQLException e) {
      throw SqlFault.wait(e);
    }
  }

  private <T> Attempt write(Claim claim, Batch<T> batch, Rows<T> rows) {
    try (var session = database.getConnection()) {
      Prepared prepared =
          batch.rows().isEmpty() ? Prepared.ALL : rows.prepare(session, claim, batch.rows());
      return commit(session, claim, batch, prepared, rows);
    } catch (SQLException e) {
      Refused refused = SqlFault.refusal(e);
      if (refused != null) {
        return refused;
      }
      throw SqlFault.wait(e);
    }
  }

  private static <T> Attempt commit(
      Connection session, Claim claim, Batch<T> batch, Prepared prepared, Rows<T> rows)
      throws SQLException {
    session.setAutoCommit(false);
    Claim found = Places.lock(session, claim.partition());
    Attempt objection = objection(claim, batch, found);
    if (objection != null) {
      session.rollback();
      return objection;
    }
    int written = batch.rows().isEmpty() ? 0 : rows.merge(session);
    if (batch.next() > claim.next()) {
      Places.move(session, claim, batch.next());
    }
    session.commit();
    int superseded = batch.rows().size() - prepared.expired() - prepared.refused() - written;
    return new Written(written, superseded, prepared.expired(), prepared.refused());
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
      return new Written(batch.rows().size(), 0, 0, 0);
    }
    return new Moved();
  }
}
