package telemetry.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import telemetry.model.Aggregate;
import telemetry.model.Redefinitions;
import telemetry.sink.batch.Claim;
import telemetry.sink.batch.RowTable;

/**
 * The rows of one length of interval; the tables differ in nothing else. Many that are newer than
 * everything of their series are copied straight into the table; the others are merged.
 */
final class AggregateRows implements Rows<Aggregate> {
  /** Fewer are merged with the others: one statement is quicker than two. */
  private static final int WORTH_COPYING = 100;

  private static final String UNIQUE_VIOLATION = "23505";

  private final TimePartitions partitions;
  private final WriterLock lock;
  private final RowPoints points;
  private final Reached reached;
  private final Copying<NumberedRow> copying;
  private final AggregateMerge merge;
  private int copied;
  private boolean staged;

  /**
   * Rows of a table.
   *
   * @param keepDays how long it keeps them; 0 for ever
   * @param redefinitions what points mean that were first heard as something else
   */
  AggregateRows(RowTable table, int keepDays, Redefinitions redefinitions) {
    this.points = new RowPoints(redefinitions);
    this.partitions = new TimePartitions(table, keepDays);
    this.lock = new WriterLock(table);
    this.reached = new Reached(table);
    this.copying =
        new Copying<>(table.table() + " (" + NumberedRow.COLUMN_NAMES + ")", NumberedRow::copy);
    this.merge = new AggregateMerge(table);
  }

  /** Leaves a transaction open: what was copied stands or falls with the place. */
  @Override
  public Prepared prepare(Connection session, Claim claim, List<Aggregate> rows)
      throws SQLException {
    copied = 0;
    staged = false;
    Instant horizon = partitions.horizon(session);
    List<Aggregate> kept =
        horizon.equals(Instant.MIN)
            ? rows
            : rows.stream().filter(row -> !row.intervalEnd().isBefore(horizon)).toList();
    if (!kept.isEmpty()) {
      List<Integer> ends = NumberedRows.ends(kept);
      partitions.make(session, NumberedRows.days(kept, ends));
      bring(session, claim, kept, ends);
    }
    return new Prepared(rows.size() - kept.size(), 0);
  }

  private void bring(Connection session, Claim claim, List<Aggregate> rows, List<Integer> ends)
      throws SQLException {
    NumberedRows numbered = begin(session, claim, rows, ends);
    List<NumberedRow> fresh = new ArrayList<>();
    List<NumberedRow> others = new ArrayList<>();
    reached.divide(numbered, fresh, others);
    if (fresh.size() < WORTH_COPYING) {
      stage(session, numbered.all());
    } else if (copied(session, fresh)) {
      stage(session, others);
    } else {
      numbered = begin(session, claim, rows, ends);
      reached.ask(session, numbered.newest());
      stage(session, numbered.all());
    }
    reached.note(numbered.newest());
  }

  /** Begins the transaction; the rows with the numbers that their points have in it. */
  private NumberedRows begin(
      Connection session, Claim claim, List<Aggregate> rows, List<Integer> ends)
      throws SQLException {
    List<Aggregate> newest = ends.stream().map(rows::get).toList();
    int[] numbers = numbers(session, claim, newest);
    List<Aggregate> unnumbered = RowPoints.unnumbered(newest, numbers);
    if (!unnumbered.isEmpty()) {
      session.rollback();
      points.number(session, unnumbered);
      numbers = numbers(session, claim, newest);
      if (!RowPoints.unnumbered(newest, numbers).isEmpty()) {
        throw new SQLException("points lost their numbers before the merge", "40001");
      }
    }
    return NumberedRows.of(rows, ends, numbers);
  }

  private int[] numbers(Connection session, Claim claim, List<Aggregate> series)
      throws SQLException {
    session.setAutoCommit(false);
    lock.take(session, claim);
    return points.numbers(session, series);
  }

  /** False if one of them stands already; then the transaction is over. */
  private boolean copied(Connection session, List<NumberedRow> rows) throws SQLException {
    try {
      copying.send(session, rows);
      copied = rows.size();
      return true;
    } catch (SQLException e) {
      if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
      session.rollback();
      return false;
    }
  }

  private void stage(Connection session, List<NumberedRow> rows) throws SQLException {
    if (!rows.isEmpty()) {
      merge.stage(session, rows);
      staged = true;
    }
  }

  @Override
  public int merge(Connection session) throws SQLException {
    return copied + (staged ? merge.run(session) : 0);
  }
}
