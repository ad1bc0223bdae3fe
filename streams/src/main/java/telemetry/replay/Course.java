package telemetry.replay;

import java.util.HashMap;
import java.util.Map;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Counts;
import telemetry.recalculation.Ledger;
import telemetry.recalculation.Piece;

/** How far a recalculation is, piece by piece, as its record says; and whether it is to go on. */
final class Course {
  private final Batch batch;
  private final Ledger ledger;
  private final Watcher watcher;
  private final Map<Piece, Boolean> recorded;

  /** Of a batch, from wherever it was left. */
  Course(Batch batch, Ledger ledger, Watcher watcher) {
    this.batch = batch;
    this.ledger = ledger;
    this.watcher = watcher;
    this.recorded = new HashMap<>(ledger.pieces(batch.id()));
  }

  /** It is known how much there is to do. */
  void begin(int pieces) {
    watcher.begin(pieces, (int) recorded.values().stream().filter(done -> done).count());
  }

  /** Whether a piece is still to be done. */
  boolean wants(Piece piece) {
    return !recorded.getOrDefault(piece, false);
  }

  /** Whether what a piece is to send was recorded before, and perhaps not sent. */
  boolean isPrepared(Piece piece) {
    return recorded.containsKey(piece);
  }

  /**
   * To be asked before each piece.
   *
   * @throws CancelledException if somebody told it to stop; then the record says that it has
   */
  void goOn() {
    if (ledger.isCancelled(batch.id())) {
      ledger.put(batch.id(), Batch.State.CANCELLED);
      throw new CancelledException(batch.id());
    }
  }

  /** All that a piece had to send is in the log. */
  void sent(Piece piece) {
    ledger.published(batch.id(), piece);
  }

  /** A piece is done. */
  void done(Counts counts) {
    watcher.piece(counts);
  }
}
