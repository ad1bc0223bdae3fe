package telemetry.window;

import java.util.ArrayList;
import java.util.Set;

/**
 * What is beyond reach: forgotten by the system's own time, so that the state stays bounded; per
 * counter the newest number that was forgotten is carried.
 */
final class Past {
  private final WindowRules rules;
  private final SystemStore store;
  private final PointTable table;
  private final Anchors carried;
  private final SystemReach reach;
  private long floor;
  private long turnedAway;
  private boolean unsaved;
  private long lookedAt = Long.MIN_VALUE;

  /**
   * Before this there is nothing to look for, but for what came late since; not looked for yet
   * where it is the least.
   */
  private long oldest = Long.MIN_VALUE;

  /** Takes up what the store has; the points go into the table. */
  Past(WindowRules rules, SystemStore store, PointTable table) {
    this.rules = rules;
    this.store = store;
    this.table = table;
    this.carried = new Anchors(table::isCounter);
    Facts facts = store.facts();
    this.floor = facts == null ? Facts.NO_FLOOR : facts.floor();
    this.turnedAway = facts == null ? Facts.NEVER : facts.turnedAway();
    if (facts != null) {
      facts.points().forEach(p -> table.add(p.key().path(), p.kind(), p.unit()));
      facts.carries().forEach(carry -> carried.take(Polls.of(carry)));
    }
    this.reach = new SystemReach(rules.reach(), facts == null ? Set.of() : facts.vendors());
    sweep();
  }

  /** A vendor speaks for the system; kept with the next {@link #save}. */
  void heard(String vendor) {
    unsaved |= reach.heard(vendor);
  }

  /** How far back the system's state reaches by its own time, in milliseconds. */
  long reach() {
    return reach.millis();
  }

  /**
   * The earliest instant of which the state knows everything that a row depends on: a reach that
   * was made longer begins with what a shorter one has left.
   */
  long known() {
    return floor == Facts.NO_FLOOR ? Long.MIN_VALUE : floor + WindowRules.MARGIN;
  }

  /** Removes what a crash left of the forgotten. */
  private void sweep() {
    if (floor != Facts.NO_FLOOR) {
      var left = new ArrayList<Poll>();
      store.ascending(Long.MIN_VALUE, floor, left::add);
      left.forEach(store::remove);
    }
  }

  /** A reading was turned away: what it would have said is not known here. */
  void turnAway(long at) {
    if (at > turnedAway) {
      turnedAway = at;
      save();
    }
  }

  /** The newest instant of a reading that was turned away, {@link Facts#NEVER} if none was. */
  long turnedAway() {
    return turnedAway;
  }

  /** Per counter, the newest number that was forgotten. */
  Anchors carried() {
    return carried;
  }

  /**
   * Forgets what is beyond reach.
   *
   * @param newest the system's own time
   * @param needed what is newer than this is needed by a window that is not told
   */
  void forget(long newest, long needed) {
    lookedAt = lookedAt == Long.MIN_VALUE ? newest : lookedAt;
    long to = newest - reach.millis() - WindowRules.MARGIN;
    if (newest - lookedAt < rules.pruneMillis() || needed <= to) {
      return;
    }
    lookedAt = newest;
    if (oldest == Long.MIN_VALUE) {
      oldest = oldest(newest);
    }
    if (oldest > to || floor >= to) {
      return;
    }
    var gone = new ArrayList<Poll>();
    store.ascending(floor, to, gone::add);
    oldest = to;
    if (gone.isEmpty()) {
      return;
    }
    gone.forEach(carried::take);
    floor = to;
    save();
    // After what carries them; a crash between the two is made good when it is taken up again.
    gone.forEach(store::remove);
  }

  private long oldest(long newest) {
    long[] found = {newest};
    store.ascending(
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        poll -> {
          found[0] = poll.at();
          return false;
        });
    return found[0];
  }

  /** Whether a vendor is not kept. */
  boolean hasUnsaved() {
    return unsaved;
  }

  /** Keeps the vendors, the points, the floor and the carries. */
  void save() {
    var carries = new ArrayList<Facts.Carry>();
    var points = new ArrayList<PointTable.Point>();
    for (int p = 0; p < table.size(); p++) {
      points.add(table.get(p));
      Poll poll = carried.of(p);
      if (poll != null) {
        carries.add(new Facts.Carry(p, poll.at(), poll.numbers[poll.find(p)]));
      }
    }
    store.putFacts(new Facts(reach.vendors(), floor, turnedAway, points, carries));
    unsaved = false;
  }
}
