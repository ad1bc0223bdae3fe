package telemetry.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Revision;
import telemetry.recalculation.Batch;
import telemetry.recalculation.Checksum;
import telemetry.recalculation.Counts;
import telemetry.recalculation.Ledger;
import telemetry.recalculation.Piece;
import telemetry.recalculation.Replaced;
import telemetry.recalculation.RowKey;
import telemetry.recalculation.Standing;
import telemetry.recalculation.StandingRows;
import telemetry.topics.Topic;

/**
 * Takes a recalculation back: sends what it replaced, on the same knowledge and with a greater
 * batch. Where something newer stands since, that stays. Rows that it had added become empty: no
 * row is ever deleted, or something older could come back.
 */
public final class Undo {
  private static final Comparator<Piece> ORDER =
      Comparator.comparingInt(Piece::systemId).thenComparingInt(Piece::number);

  /** Why a row stays as it is. */
  public enum Stays {
    /** Something newer was written since. */
    NEWER,
    /** What stood there broke the rules of its kind, and nothing may write that. */
    BROKEN
  }

  /**
   * A row that stays as it is.
   *
   * @param row which
   * @param why why
   */
  public record Left(Replaced row, Stays why) {}

  private final Batch batch;
  private final Batch target;
  private final Ledger ledger;
  private final StandingRows tables;
  private final RowLog out;
  private final List<Left> left = new ArrayList<>();

  /**
   * Not begun.
   *
   * @param batch the undo, as it is recorded
   * @param target what it takes back
   */
  public Undo(Batch batch, Batch target, Ledger ledger, StandingRows tables, RowLog out) {
    this.batch = batch;
    this.target = target;
    this.ledger = ledger;
    this.tables = tables;
    this.out = out;
  }

  /**
   * Does it, from wherever it was left.
   *
   * @return the rows that stay as they are
   * @throws CancelledException if somebody told it to stop; the record says so too
   */
  public List<Left> run(Watcher watcher) {
    var course = new Course(batch, ledger, watcher);
    List<Piece> pieces = ledger.pieces(target.id()).keySet().stream().sorted(ORDER).toList();
    course.begin(pieces.size());
    for (Piece piece : pieces) {
      if (!course.wants(piece)) {
        continue;
      }
      course.goOn();
      List<Replaced> rows = ledger.replaced(target.id(), piece);
      if (rows.isEmpty()) {
        continue;
      }
      if (course.isPrepared(piece)) {
        sendAgain(rows, ledger.replaced(batch.id(), piece));
      } else {
        course.done(send(piece, rows));
      }
      out.flush();
      course.sent(piece);
    }
    ledger.put(target.id(), Batch.State.UNDONE);
    ledger.put(batch.id(), Batch.State.DONE);
    return List.copyOf(left);
  }

  private void sendAgain(List<Replaced> rows, List<Replaced> recorded) {
    Map<Topic<Aggregate>, Map<RowKey, Replaced>> byName = new HashMap<>();
    rows.forEach(
        row -> byName.computeIfAbsent(row.rows(), t -> new HashMap<>()).put(row.key(), row));
    for (Replaced again : recorded) {
      Replaced row = byName.getOrDefault(again.rows(), Map.of()).get(again.key());
      if (row == null) {
        throw new IllegalStateException(
            "batch " + batch.id() + ": " + again.key() + " is no row of batch " + target.id());
      }
      former(row).ifPresent(former -> out.send(row.rows(), former));
    }
  }

  private Counts send(Piece piece, List<Replaced> rows) {
    Map<Topic<Aggregate>, Map<RowKey, Standing>> standing = standing(piece, rows);
    var changes = new ArrayList<Change>();
    Counts counts = Counts.NONE;
    Checksum before = Checksum.NONE;
    Checksum after = Checksum.NONE;
    for (Replaced row : rows) {
      @Nullable Standing stands = standing.getOrDefault(row.rows(), Map.of()).get(row.key());
      Optional<Aggregate> now = former(row);
      before = stands == null ? before : before.plus(Checksum.of(stands));
      if (now.isPresent() && !isNewer(stands, row)) {
        changes.add(new Change(row.rows(), now.get(), stands));
        after = after.plus(Checksum.of(now.get()));
        boolean gone = row.former() == null || row.former().isEmpty();
        counts = counts.plus(gone ? Counts.ONE_EMPTIED : Counts.ONE_CHANGED);
      } else {
        left.add(new Left(row, now.isPresent() ? Stays.NEWER : Stays.BROKEN));
        after = stands == null ? after : after.plus(Checksum.of(stands));
        counts = counts.plus(now.isPresent() ? Counts.ONE_NEWER : Counts.ONE_LEFT);
      }
    }
    ledger.prepare(
        batch.id(), piece, counts, before, after, changes.stream().map(Change::replaced).toList());
    changes.forEach(change -> out.send(change.rows(), change.now()));
    return counts;
  }

  private static boolean isNewer(@Nullable Standing stands, Replaced row) {
    return stands != null && stands.revision().compareTo(row.written()) > 0;
  }

  /** What is to stand there again; nothing if that breaks the rules. */
  private Optional<Aggregate> former(Replaced row) {
    Revision written = row.written();
    var revision = new Revision(written.epoch(), written.offset(), batch.id());
    Standing former = row.former();
    return former == null ? Optional.of(Rows.empty(row, revision)) : former.with(revision);
  }

  private Map<Topic<Aggregate>, Map<RowKey, Standing>> standing(Piece piece, List<Replaced> rows) {
    Map<Topic<Aggregate>, List<Replaced>> byTable = new HashMap<>();
    rows.forEach(row -> byTable.computeIfAbsent(row.rows(), t -> new ArrayList<>()).add(row));
    Map<Topic<Aggregate>, Map<RowKey, Standing>> standing = new HashMap<>();
    byTable.forEach(
        (table, some) -> {
          var ends = some.stream().map(row -> row.key().end()).sorted().toList();
          standing.put(
              table,
              tables.of(
                  table, piece.systemId(), ends.get(0).minusMillis(1), ends.get(ends.size() - 1)));
        });
    return standing;
  }
}
