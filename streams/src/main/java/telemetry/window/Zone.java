package telemetry.window;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A system's time zone. What was declared takes effect at the next reading of the partition, whose
 * offset is greater than any before, and so is the revision of every day that it redoes. Which
 * reading that is stands here: whoever takes the task up again lets it take effect at the same one.
 *
 * @param declared as it was declared last
 * @param told the zone that days are told in
 * @param since the reading that it took effect at, −1 if it was so from the beginning
 * @param from the first reading that what was declared can take effect at, −1 if it has
 */
public record Zone(ZoneId declared, ZoneId told, long since, long from) {
  static final long NEVER = -1;

  /** What was never declared counts in UTC. */
  public static final Zone UTC = always(ZoneOffset.UTC);

  /** Declared before the first reading. */
  public static Zone always(ZoneId zone) {
    return new Zone(zone, zone, NEVER, NEVER);
  }

  /**
   * Another zone is declared.
   *
   * @param next the first reading that was not heard; what waits for its reading already goes on to
   *     wait for that one, even where nothing is to change there any more, since a crash may have
   *     kept the one declaration and lost the other
   */
  public Zone declare(ZoneId zone, long next) {
    if (!isMoving() && zone.equals(told)) {
      return this;
    }
    return new Zone(zone, told, since, isMoving() ? from : next);
  }

  /** Whether what was declared has yet to take effect. */
  public boolean isMoving() {
    return from != NEVER;
  }

  /** Whether what was declared takes effect at a reading, if it has not before. */
  public boolean movesAt(long offset) {
    return isMoving() && offset >= from;
  }

  /** What was declared takes effect. */
  Zone moved(long offset) {
    return new Zone(declared, declared, declared.equals(told) ? since : offset, NEVER);
  }
}
