package telemetry.window;

import telemetry.model.Interval;

/** A system's own time: its newest reading, or, where nothing is heard for long, the wall clock. */
final class OwnTime {
  private final WindowRules rules;
  private final Past past;
  private long newest;
  private long idleAt = Long.MIN_VALUE;

  OwnTime(WindowRules rules, Past past, long newest) {
    this.rules = rules;
    this.past = past;
    this.newest = newest;
  }

  /** When the newest reading was measured; {@code Long.MIN_VALUE} before the first. */
  long newest() {
    return newest;
  }

  void heard(long at) {
    newest = Math.max(newest, at);
  }

  void idle(long now) {
    idleAt = now;
  }

  /** A reading that is not heard was measured then. */
  void pass(long at) {
    idleAt = Math.max(idleAt, at);
  }

  boolean hasBegun() {
    return newest != Long.MIN_VALUE;
  }

  /** Whether the interval that ends at an instant is over, and the settling time has passed. */
  boolean isSettled(long end) {
    return hasBegun() && end <= settledUntil();
  }

  /** What ends at or before this has settled. */
  long settledUntil() {
    return Math.max(newest, idleAt) - rules.settleMillis();
  }

  /** The end of the newest window. */
  long newestEnd() {
    return Interval.endOf(newest);
  }

  /** What was measured before this is late. */
  long reachesTo() {
    return hasBegun() ? Math.max(newest - past.reach(), past.known()) : Long.MIN_VALUE;
  }

  /** Whether no reading of a period can have been turned away as late. */
  boolean isWithinReach(Period period) {
    return period.start() >= reachesTo();
  }

  /** Whether a period can be told at all: a reach shorter than it never holds it whole. */
  boolean fitsReach(Period period) {
    return period.length() + rules.settleMillis() <= past.reach();
  }
}
