package telemetry.recalculation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recalculation as it is recorded.
 *
 * @param id its number; greater than that of every one before it
 * @param opening what was wanted
 * @param state how far it is
 * @param begunAt when
 * @param endedAt when it ended
 * @param counts what became of the rows so far
 * @param before the rows in its scope before
 * @param after the rows in its scope after
 */
public record Batch(
    int id,
    Opening opening,
    State state,
    Instant begunAt,
    @Nullable Instant endedAt,
    Counts counts,
    Checksum before,
    Checksum after) {
  /** How far it is. */
  public enum State {
    /** It runs, or was interrupted: then it may be resumed. */
    RUNNING,
    /** It was told to stop, and does so after the piece at hand. */
    CANCELLING,
    /** It stopped because it was told to; what was done stands, and may be undone. */
    CANCELLED,
    /** All of it is done. */
    DONE,
    /** Another took back what it had done. */
    UNDONE;

    /** Whether nothing more is written under its number. */
    public boolean isOver() {
      return this == CANCELLED || this == DONE || this == UNDONE;
    }
  }

  /**
   * What is wanted, by whom and why.
   *
   * @param kind what is done: {@code replay readings}, {@code undo}, …
   * @param scope which rows
   * @param chunk how much time a piece holds
   * @param who asked for it
   * @param reason why
   * @param code the version of the program
   * @param epoch the epoch that its revisions count in
   * @param log what is read of each partition, in their order
   * @param undoes the recalculation that this takes back, if it is an undo
   */
  public record Opening(
      String kind,
      Scope scope,
      Duration chunk,
      String who,
      String reason,
      String code,
      int epoch,
      List<Extent> log,
      @Nullable Integer undoes) {
    /** A reason is not optional. */
    public Opening {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("reason: wanted why, found nothing");
      }
      log = List.copyOf(log);
    }
  }
}
