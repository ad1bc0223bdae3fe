package telemetry.window;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A system's time zone. What was declared takes effect at the next reading of the partition: the
 * offset of that is greater than any before, and so is the revision of every day that it redoes.
 *
 * @param declared as it was declared last
 * @param told the zone that days are told in
 * @param since the reading that it took effect at, −1 if it was so from the beginning
 */
public record Zone(ZoneId declared, ZoneId told, long since) {
  /** What was never declared counts in UTC. */
  public static final Zone UTC = always(ZoneOffset.UTC);

  /** Declared before the first reading. */
  public static Zone always(ZoneId zone) {
    return new Zone(zone, zone, -1);
  }

  /** Another zone is declared. */
  public Zone declare(ZoneId zone) {
    return new Zone(zone, told, since);
  }

  /** Whether days are to be told in another zone. */
  public boolean isMoving() {
    return !declared.equals(told);
  }

  /** What was declared takes effect. */
  Zone moved(long offset) {
    return new Zone(declared, declared, offset);
  }
}
