package telemetry.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import telemetry.model.Aggregate;
import telemetry.model.Origin;
import telemetry.model.Revision;
import telemetry.model.Status;
import telemetry.recalculation.Checksum;
import telemetry.recalculation.Counts;
import telemetry.recalculation.Piece;
import telemetry.recalculation.RowKey;
import telemetry.recalculation.Standing;
import telemetry.topics.Topic;

/** Holds the rows of one piece against those that stand, by the law of revisions. */
final class Comparison {
  private final Subject subject;
  private final Revision known;
  private final int batch;
  private final List<Change> changes = new ArrayList<>();
  private final Map<Line.Key, Counts> lines = new TreeMap<>();
  private final Map<Topic<Aggregate>, Map<RowKey, Aggregate>> given = new HashMap<>();
  private Checksum before = Checksum.NONE;
  private Checksum after = Checksum.NONE;

  /**
   * Of a system.
   *
   * @param known how much of the log was read
   * @param batch beats what was written deliberately on the same knowledge
   */
  Comparison(Subject subject, Revision known, int batch) {
    this.subject = subject;
    this.known = known;
    this.batch = batch;
  }

  /**
   * Compares a table.
   *
   * @param log the rows that the log gives, in the piece
   * @param standing the rows that stand there
   * @param horizon before this the table keeps nothing
   */
  void compare(
      Topic<Aggregate> rows, List<Aggregate> log, Map<RowKey, Standing> standing, Instant horizon) {
    Map<RowKey, Aggregate> says = new TreeMap<>();
    log.stream()
        .filter(row -> subject.holds(row.key(), row.kind(), row.intervalStart(), row.intervalEnd()))
        .forEach(row -> says.put(RowKey.of(row), row));
    given.put(rows, says);
    var keys = new TreeSet<RowKey>(says.keySet());
    standing.values().stream()
        .filter(row -> subject.holds(row.key(), row.kind(), row.start(), row.end()))
        .forEach(row -> keys.add(row.name()));
    for (RowKey key : keys) {
      @Nullable Standing stands = standing.get(key);
      Counts verdict =
          key.end().isBefore(horizon) ? Counts.ONE_EXPIRED : judge(rows, says.get(key), stands);
      lines.merge(new Line.Key(key.point(), rows.name()), verdict, Counts::plus);
      if (stands != null) {
        before = before.plus(Checksum.of(stands));
      }
      if (stands != null && verdict.written() == 0) {
        after = after.plus(Checksum.of(stands));
      }
    }
  }

  private Counts judge(Topic<Aggregate> rows, @Nullable Aggregate says, @Nullable Standing stands) {
    if (says != null && says.status() != Status.EMPTY) {
      return judgeSaid(rows, says, stands);
    }
    if (stands == null) {
      return Counts.NONE;
    }
    if (stands.isEmpty()) {
      return Counts.ONE_LEFT;
    }
    if (stands.origin() == Origin.IMPORT) {
      return Counts.ONE_IMPORTED;
    }
    if (isNewer(stands)) {
      return Counts.ONE_NEWER;
    }
    if (!subject.isProvenEmpty(stands.start().toEpochMilli())) {
      return Counts.ONE_UNPROVABLE;
    }
    write(new Change(rows, Rows.empty(stands, revision(stands)), stands));
    return Counts.ONE_EMPTIED;
  }

  private Counts judgeSaid(Topic<Aggregate> rows, Aggregate says, @Nullable Standing stands) {
    if (stands != null && stands.saysSame(says) && isSettledAlike(says, stands)) {
      return Counts.ONE_LEFT;
    }
    if (says.status() == Status.PROVISIONAL || (stands != null && isNewer(stands))) {
      return Counts.ONE_NEWER; // An open window is the live pipeline's: it will tell it once more.
    }
    if (!subject.isProven(says)) {
      return Counts.ONE_UNPROVABLE;
    }
    write(new Change(rows, Rows.replayed(says, revision(stands)), stands));
    return stands == null || stands.isEmpty() ? Counts.ONE_ADDED : Counts.ONE_CHANGED;
  }

  /** A row is wrong by its status alone only if it was never settled and its time is over. */
  private static boolean isSettledAlike(Aggregate says, Standing stands) {
    return says.status() == Status.PROVISIONAL || stands.status() != Status.PROVISIONAL;
  }

  private boolean isNewer(Standing stands) {
    Revision other = stands.revision();
    return other.epoch() > known.epoch()
        || (other.epoch() == known.epoch() && other.offset() > known.offset());
  }

  /** Where the log says no more than what stands was made from, this was decided later. */
  private Revision revision(@Nullable Standing stands) {
    boolean equal =
        stands != null
            && stands.revision().epoch() == known.epoch()
            && stands.revision().offset() == known.offset();
    return equal ? new Revision(known.epoch(), known.offset(), batch) : known;
  }

  private void write(Change change) {
    changes.add(change);
    after = after.plus(Checksum.of(change.now()));
  }

  /** What was found. */
  Compared result(Piece piece) {
    return new Compared(piece, lines, before, after, List.copyOf(changes), given);
  }
}
