package telemetry.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Ledger;
import telemetry.recalculation.Piece;
import telemetry.recalculation.ReplacedPoll;

/** Sends what today's decoders say otherwise, piece by piece, each recorded before it is sent. */
final class RawRun implements RawWalk.Visitor {
  private final Batch batch;
  private final Ledger ledger;
  private final PollLog out;
  private final Watcher watcher;
  private final Map<Piece, Boolean> recorded;

  /** Of a batch, from wherever it was left. */
  RawRun(Batch batch, Ledger ledger, PollLog out, Watcher watcher) {
    this.batch = batch;
    this.ledger = ledger;
    this.out = out;
    this.watcher = watcher;
    this.recorded = new HashMap<>(ledger.pieces(batch.id()));
  }

  /** Whether a piece is still to be done. */
  boolean wants(Piece piece) {
    return !recorded.getOrDefault(piece, false);
  }

  @Override
  public void begin(int pieces) {
    watcher.begin(pieces, (int) recorded.values().stream().filter(done -> done).count());
  }

  @Override
  public void piece(ComparedPolls compared) {
    Piece piece = compared.piece();
    if (ledger.isCancelled(batch.id())) {
      throw new CancelledException(batch.id());
    }
    if (recorded.containsKey(piece)) {
      send(piece, ledger.replacedPolls(batch.id(), piece));
    } else if (!compared.changes().isEmpty()) {
      List<ReplacedPoll> polls = compared.replaced();
      ledger.preparePolls(
          batch.id(), piece, compared.counts(), compared.before(), compared.after(), polls);
      if (!polls.isEmpty()) {
        send(piece, polls);
      }
    }
    watcher.piece(compared.counts());
  }

  private void send(Piece piece, List<ReplacedPoll> polls) {
    polls.forEach(poll -> out.send(poll.written()));
    out.flush();
    ledger.published(batch.id(), piece);
  }
}
