package telemetry.replay;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import telemetry.model.Aggregate;
import telemetry.model.Status;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Ledger;
import telemetry.recalculation.Piece;
import telemetry.recalculation.Replaced;
import telemetry.recalculation.RowKey;

/** Writes what a recalculation gives, piece by piece, each recorded before it is sent. */
final class Run implements Walk.Visitor {
  private final Batch batch;
  private final Ledger ledger;
  private final RowLog out;
  private final Course course;

  /** Of a batch, from wherever it was left. */
  Run(Batch batch, Ledger ledger, RowLog out, Watcher watcher) {
    this.batch = batch;
    this.ledger = ledger;
    this.out = out;
    this.course = new Course(batch, ledger, watcher);
  }

  /** Whether a piece is still to be done. */
  boolean wants(Piece piece) {
    return course.wants(piece);
  }

  @Override
  public void begin(int pieces) {
    course.begin(pieces);
  }

  @Override
  public void piece(Compared compared) {
    Piece piece = compared.piece();
    course.goOn();
    if (course.isPrepared(piece)) {
      sendAgain(compared);
    } else if (!compared.lines().isEmpty()) {
      send(compared);
    }
    course.done(compared.counts());
  }

  private void send(Compared compared) {
    List<Replaced> rows = compared.changes().stream().map(Change::replaced).toList();
    ledger.prepare(
        batch.id(), compared.piece(), compared.counts(), compared.before(), compared.after(), rows);
    if (!rows.isEmpty()) {
      compared.changes().forEach(change -> out.send(change.rows(), change.now()));
      out.flush();
      course.sent(compared.piece());
    }
  }

  /** What was recorded is sent, whether or not some of it stands in the tables already. */
  private void sendAgain(Compared compared) {
    for (Replaced row : ledger.replaced(batch.id(), compared.piece())) {
      out.send(row.rows(), again(compared, row));
    }
    out.flush();
    course.sent(compared.piece());
  }

  private static Aggregate again(Compared compared, Replaced row) {
    Map<RowKey, Aggregate> rows =
        Objects.requireNonNull(compared.given().get(row.rows()), "a table of the replay");
    Aggregate says = rows.get(row.key());
    boolean empty = says == null || says.status() == Status.EMPTY;
    return says == null || empty
        ? Rows.empty(row, row.written())
        : Rows.replayed(says, row.written());
  }
}
