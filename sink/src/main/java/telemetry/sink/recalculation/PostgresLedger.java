package telemetry.sink.recalculation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import telemetry.recalculation.Batch;
import telemetry.recalculation.BatchNumbers;
import telemetry.recalculation.Checksum;
import telemetry.recalculation.Counts;
import telemetry.recalculation.Ledger;
import telemetry.recalculation.Piece;
import telemetry.recalculation.Replaced;
import telemetry.recalculation.ReplacedPoll;
import telemetry.registry.SchemaRegistry;
import telemetry.sink.jdbc.Database;

/**
 * The record in PostgreSQL. The right to recalculate is an advisory lock of its connection: it goes
 * with the process, however that ends. For one thread at a time.
 */
public final class PostgresLedger implements Ledger {
  private static final String TAKE =
      "SELECT pg_try_advisory_lock(hashtext('recalculation_batch'), 0)";

  private static final String PREPARE =
      """
      INSERT INTO recalculation_piece (batch_id, system_id, piece, added, changed, emptied,
        left_alone, newer, unprovable, imported, expired, sum_before, sum_after, published)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;

  private static final String PUBLISHED =
      """
      UPDATE recalculation_piece SET published = true
      WHERE batch_id = ? AND system_id = ? AND piece = ?\
      """;

  private static final String PUT =
      """
      UPDATE recalculation_batch SET state = ?,
        ended_at = CASE WHEN ? THEN coalesce(ended_at, now()) END
      WHERE batch_id = ?\
      """;

  private final Connection session;
  private final ReplacedPolls polls;
  private final BatchNumbers numbers;

  /**
   * In a database.
   *
   * @param registry where the schemas of polls are
   * @param numbers what the database may have forgotten since it was restored
   * @throws telemetry.sink.batch.TablesUnavailable if it cannot be reached
   */
  public PostgresLedger(Database database, SchemaRegistry registry, BatchNumbers numbers) {
    this.polls = new ReplacedPolls(registry);
    this.numbers = numbers;
    this.session = Asked.of("ledger", () -> database.connect("telemetry-replay"));
  }

  @Override
  public boolean take() {
    return Asked.of(
        "ledger",
        () -> {
          try (var statement = session.createStatement();
              var row = statement.executeQuery(TAKE)) {
            row.next();
            return row.getBoolean(1);
          }
        });
  }

  @Override
  public Batch open(Batch.Opening opening) {
    int last = numbers.last();
    int id = Asked.of("a new batch", () -> BatchRows.insert(session, opening, last));
    numbers.give(id); // Before anything is published under it.
    return find(id).orElseThrow();
  }

  @Override
  public Optional<Batch> find(int id) {
    return Asked.of("batch " + id, () -> BatchRows.find(session, id));
  }

  @Override
  public List<Batch> newest(int most) {
    return Asked.of("batches", () -> BatchRows.newest(session, most));
  }

  @Override
  public void put(int id, Batch.State state) {
    Asked.of(
        "batch " + id,
        () -> {
          try (var statement = session.prepareStatement(PUT)) {
            statement.setString(1, state.name());
            statement.setBoolean(2, state.isOver());
            statement.setInt(3, id);
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public boolean isCancelled(int id) {
    return Asked.of("batch " + id, () -> BatchRows.state(session, id) == Batch.State.CANCELLING);
  }

  @Override
  public Map<Piece, Boolean> pieces(int id) {
    return Asked.of(
        "pieces",
        () -> {
          var pieces = new HashMap<Piece, Boolean>();
          try (var statement =
              session.prepareStatement(
                  "SELECT system_id, piece, published FROM recalculation_piece WHERE batch_id ="
                      + " ?")) {
            statement.setInt(1, id);
            try (var row = statement.executeQuery()) {
              while (row.next()) {
                pieces.put(new Piece(row.getInt(1), row.getInt(2)), row.getBoolean(3));
              }
            }
          }
          return pieces;
        });
  }

  @Override
  public void prepare(
      int id, Piece piece, Counts counts, Checksum before, Checksum after, List<Replaced> rows) {
    prepare(
        () -> {
          insert(id, piece, counts, before, after, rows.isEmpty());
          ReplacedRows.insert(session, id, piece, rows);
        });
  }

  @Override
  public void preparePolls(
      int id,
      Piece piece,
      Counts counts,
      Checksum before,
      Checksum after,
      List<ReplacedPoll> polls) {
    prepare(
        () -> {
          insert(id, piece, counts, before, after, polls.isEmpty());
          this.polls.insert(session, id, piece, polls);
        });
  }

  private interface Step {
    void take() throws SQLException;
  }

  private void prepare(Step step) {
    Asked.of(
        "a piece",
        () -> {
          session.setAutoCommit(false);
          try {
            step.take();
            session.commit();
            return true;
          } finally {
            session.rollback(); // Nothing, if it was committed.
            session.setAutoCommit(true);
          }
        });
  }

  private void insert(
      int id, Piece piece, Counts counts, Checksum before, Checksum after, boolean published)
      throws SQLException {
    try (var statement = session.prepareStatement(PREPARE)) {
      statement.setInt(1, id);
      statement.setInt(2, piece.systemId());
      statement.setInt(3, piece.number());
      statement.setLong(4, counts.added());
      statement.setLong(5, counts.changed());
      statement.setLong(6, counts.emptied());
      statement.setLong(7, counts.left());
      statement.setLong(8, counts.newer());
      statement.setLong(9, counts.unprovable());
      statement.setLong(10, counts.imported());
      statement.setLong(11, counts.expired());
      statement.setString(12, before.text());
      statement.setString(13, after.text());
      statement.setBoolean(14, published);
      statement.executeUpdate();
    }
  }

  @Override
  public void published(int id, Piece piece) {
    Asked.of(
        "a piece",
        () -> {
          try (var statement = session.prepareStatement(PUBLISHED)) {
            statement.setInt(1, id);
            statement.setInt(2, piece.systemId());
            statement.setInt(3, piece.number());
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public List<Replaced> replaced(int id, Piece piece) {
    return Asked.of("replaced rows", () -> ReplacedRows.read(session, id, piece));
  }

  @Override
  public List<ReplacedPoll> replacedPolls(int id, Piece piece) {
    return Asked.of("replaced polls", () -> polls.read(session, id, piece));
  }

  @Override
  public void close() {
    Asked.of(
        "ledger",
        () -> {
          session.close();
          return true;
        });
  }
}
