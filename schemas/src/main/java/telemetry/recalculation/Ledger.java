package telemetry.recalculation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The record of recalculations. What a piece replaces is recorded before it is published, so that
 * whatever was published can be taken back, and whoever takes the work up again publishes the same.
 */
public interface Ledger extends AutoCloseable {
  /**
   * Takes the right to recalculate, until this is closed or its process is gone.
   *
   * @return false if somebody else has it
   */
  boolean take();

  /** Opens a recalculation. */
  Batch open(Batch.Opening opening);

  /** A recalculation. */
  Optional<Batch> find(int id);

  /** The newest ones, the newest first. */
  List<Batch> newest(int most);

  /** Puts it into another state. */
  void put(int id, Batch.State state);

  /** Whether somebody told it to stop. */
  boolean isCancelled(int id);

  /** The pieces that are recorded, and whether each is published. */
  Map<Piece, Boolean> pieces(int id);

  /**
   * Records a piece that is about to be published, in one step; one that writes nothing is done by
   * that.
   */
  void prepare(
      int id, Piece piece, Counts counts, Checksum before, Checksum after, List<Replaced> rows);

  /** The same, of polls. */
  void preparePolls(
      int id,
      Piece piece,
      Counts counts,
      Checksum before,
      Checksum after,
      List<ReplacedPoll> polls);

  /** A piece is in the log. */
  void published(int id, Piece piece);

  /** What a piece replaces, in the order of tables and names. */
  List<Replaced> replaced(int id, Piece piece);

  /** What a piece of polls replaces, in the order of time. */
  List<ReplacedPoll> replacedPolls(int id, Piece piece);

  @Override
  void close();
}
