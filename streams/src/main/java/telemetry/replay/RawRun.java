package telemetry.replay;

import java.util.List;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Ledger;
import telemetry.recalculation.Piece;
import telemetry.recalculation.ReplacedPoll;

/** Sends what today's decoders say otherwise, piece by piece, each recorded before it is sent. */
final class RawRun implements RawWalk.Visitor {
  private final Batch batch;
  private final Ledger ledger;
  private final PollLog out;
  private final Course course;

  /** Of a batch, from wherever it was left. */
  RawRun(Batch batch, Ledger ledger, PollLog out, Watcher watcher) {
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
  public void piece(ComparedPolls compared) {
    Piece piece = compared.piece();
    course.goOn();
    if (course.isPrepared(piece)) {
      send(piece, ledger.replacedPolls(batch.id(), piece));
    } else if (!compared.changes().isEmpty()) {
      List<ReplacedPoll> polls = compared.replaced();
      ledger.preparePolls(
          batch.id(), piece, compared.counts(), compared.before(), compared.after(), polls);
      if (!polls.isEmpty()) {
        send(piece, polls);
      }
    }
    course.done(compared.counts());
  }

  private void send(Piece piece, List<ReplacedPoll> polls) {
    polls.forEach(poll -> out.send(poll.written()));
    out.flush();
    course.sent(piece);
  }
}
