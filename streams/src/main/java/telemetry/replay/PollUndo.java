package telemetry.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import telemetry.model.Op;
import telemetry.model.SystemReading;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Counts;
import telemetry.recalculation.Ledger;
import telemetry.recalculation.Piece;
import telemetry.recalculation.ReplacedPoll;
import telemetry.topics.Partitions;

/**
 * Takes a recalculation of polls back: sends the former ones again, as if received with the record
 * that replaced them, so that they count after it and before whatever comes next. Where another
 * version stands since, that stays.
 */
public final class PollUndo {
  private final Batch batch;
  private final Batch target;
  private final Ledger ledger;
  private final ReadingLog log;
  private final PollLog out;
  private final Overtaken overtaken;
  private final List<SystemReading> left = new ArrayList<>();

  /**
   * Not begun.
   *
   * @param batch the undo, as it is recorded
   * @param target what it takes back
   */
  public PollUndo(Batch batch, Batch target, Ledger ledger, ReadingLog log, PollLog out) {
    this.batch = batch;
    this.target = target;
    this.ledger = ledger;
    this.log = log;
    this.out = out;
    this.overtaken = new Overtaken(ledger, log, out);
  }

  /**
   * Does it, from wherever it was left.
   *
   * @return the polls that stay as they are, as the target sent them
   * @throws CancelledException if somebody told it to stop; the record says so too
   */
  public List<SystemReading> run(Watcher watcher) {
    var course = new Course(batch, ledger, watcher);
    Map<Integer, List<Piece>> byPartition = new TreeMap<>();
    ledger.pieces(target.id()).keySet().stream()
        .sorted(Comparator.comparingInt(Piece::systemId).thenComparingInt(Piece::number))
        .forEach(
            piece ->
                byPartition
                    .computeIfAbsent(
                        Partitions.ofSystem(piece.systemId(), log.partitions()),
                        p -> new ArrayList<>())
                    .add(piece));
    course.begin(byPartition.values().stream().mapToInt(List::size).sum());
    byPartition.forEach((partition, pieces) -> undo(partition, pieces, course));
    overtaken.sendAgain(batch);
    ledger.put(target.id(), Batch.State.UNDONE);
    ledger.put(batch.id(), Batch.State.DONE);
    return List.copyOf(left);
  }

  private void undo(int partition, List<Piece> pieces, Course course) {
    Map<Piece, List<ReplacedPoll>> written = new HashMap<>();
    for (Piece piece : pieces) {
      if (course.wants(piece)) {
        written.put(piece, ledger.replacedPolls(target.id(), piece));
      }
    }
    var standing =
        new StandingPolls(
            log,
            partition,
            written.values().stream().flatMap(List::stream).map(ReplacedPoll::written).toList(),
            batch.opening().log().get(partition).end());
    for (Piece piece : pieces) {
      List<ReplacedPoll> polls = written.get(piece);
      if (polls == null || polls.isEmpty()) {
        continue;
      }
      course.goOn();
      if (!course.isPrepared(piece)) {
        course.done(prepare(piece, polls, standing.of(piece.systemId())));
      }
      ledger.replacedPolls(batch.id(), piece).forEach(poll -> out.send(poll.written()));
      out.flush();
      course.sent(piece);
    }
  }

  private Counts prepare(Piece piece, List<ReplacedPoll> polls, FoldedPolls standing) {
    var changes = new ArrayList<PollChange>();
    for (ReplacedPoll poll : polls) {
      PollKey name = PollKey.of(poll.written());
      changes.add(judge(poll, standing.of(name), standing.newest(name)));
    }
    var compared = new ComparedPolls(piece, changes);
    ledger.preparePolls(
        batch.id(),
        piece,
        compared.counts(),
        compared.before(),
        compared.after(),
        compared.replaced());
    return compared.counts();
  }

  private PollChange judge(
      ReplacedPoll poll, @Nullable HeardPoll stands, @Nullable HeardPoll newest) {
    SystemReading written = poll.written();
    Instant at = written.measuredAt();
    boolean ours =
        stands != null
            && HeardPoll.says(stands.reading(), written)
            && !overtaken.isSince(target, newest);
    if (stands == null || !ours) {
      left.add(written);
      return new PollChange(
          at, Counts.ONE_NEWER, stands == null || !stands.stands() ? null : stands.reading(), null);
    }
    @Nullable SystemReading now = written.op() == Op.PUT ? written : null;
    return poll.former() == null
        ? new PollChange(
            at,
            Counts.ONE_EMPTIED,
            now,
            SystemPolls.voided(written, Objects.requireNonNull(written.raw())))
        : new PollChange(
            at,
            now == null ? Counts.ONE_ADDED : Counts.ONE_CHANGED,
            now,
            SystemPolls.receivedAt(Objects.requireNonNull(written.raw()), poll.former()));
  }
}
