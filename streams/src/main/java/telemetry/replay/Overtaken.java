package telemetry.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import telemetry.model.SystemReading;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Ledger;
import telemetry.recalculation.Piece;
import telemetry.recalculation.ReplacedPoll;
import telemetry.topics.Partitions;

/**
 * What was received while polls were replaced, and said once more what was about to be replaced: as
 * it came it changed nothing, not even its place in the order, so it lost to what was sent after
 * it. It is sent again, with its own place: now it counts.
 */
final class Overtaken {
  private final Ledger ledger;
  private final ReadingLog log;
  private final PollLog out;

  Overtaken(Ledger ledger, ReadingLog log, PollLog out) {
    this.ledger = ledger;
    this.log = log;
    this.out = out;
  }

  /** Sends again what a batch has overtaken. */
  void sendAgain(Batch batch) {
    Map<Integer, List<SystemReading>> written = new HashMap<>();
    for (Piece piece : ledger.pieces(batch.id()).keySet()) {
      List<SystemReading> sent =
          written.computeIfAbsent(
              Partitions.ofSystem(piece.systemId(), log.partitions()), p -> new ArrayList<>());
      ledger.replacedPolls(batch.id(), piece).stream()
          .map(ReplacedPoll::written)
          .forEach(sent::add);
    }
    written.forEach((partition, sent) -> sendAgain(partition, sent, end(batch, partition)));
    out.flush();
  }

  /**
   * Where the raw log of a partition ended when a batch began: it knows nothing of what is after.
   */
  private long end(Batch batch, int partition) {
    return batch.opening().log().get(log.partitions() + partition).end();
  }

  /** Whether a poll was spoken of after a batch began. */
  boolean isSince(Batch batch, @Nullable HeardPoll newest) {
    if (newest == null) {
      return false;
    }
    int partition = Partitions.ofSystem(newest.reading().systemId(), log.partitions());
    return newest.position().raw() >= end(batch, partition);
  }

  private void sendAgain(int partition, List<SystemReading> written, long end) {
    var standing = new StandingPolls(log, partition, written, log.extent(partition).end());
    for (SystemReading poll : written) {
      FoldedPolls polls = standing.of(poll.systemId());
      HeardPoll stands = polls.of(PollKey.of(poll));
      HeardPoll newest = polls.newest(PollKey.of(poll));
      boolean since = newest != null && newest.position().raw() >= end;
      if (stands != null && newest != null && since && !newest.says(stands)) {
        out.send(newest.reading());
      }
    }
  }
}
