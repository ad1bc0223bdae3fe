package telemetry.window;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Looks back for the newest number of each wanted counter, over polls in descending order. */
final class AnchorSearch {
  private final BitSet missing;
  private final @Nullable Poll[] newest;

  AnchorSearch(BitSet counters, int points) {
    this.missing = (BitSet) counters.clone();
    this.newest = new Poll[points];
  }

  /** Looks at a poll; false when nothing is missing any more. */
  boolean visit(Poll poll) {
    for (int i = 0; i < poll.size(); i++) {
      int point = poll.points[i];
      if (!missing.get(point)) {
        continue;
      }
      Poll candidate = newest[point];
      if (candidate != null && candidate.at() == poll.at()) {
        if (poll.position().isAfter(candidate.position())) {
          newest[point] = poll;
        }
      } else if (candidate != null && candidate.isNumber(candidate.find(point))) {
        missing.clear(point);
      } else {
        newest[point] = poll;
      }
    }
    return !missing.isEmpty();
  }

  /** The poll with the newest number of a counter, if there was one. */
  @Nullable Poll of(int point) {
    Poll poll = newest[point];
    return poll != null && poll.isNumber(poll.find(point)) ? poll : null;
  }
}
