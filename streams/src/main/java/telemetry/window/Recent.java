package telemetry.window;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The newest polls of one system in memory: everything after {@link #floor}, so that what comes on
 * time is computed without reading the store. Derived from the store and never more than it.
 */
final class Recent {
  private final List<Poll> polls = new ArrayList<>();
  private final Anchors anchors;
  private long floor;

  Recent(long floor, IntPredicate counter) {
    this.floor = floor;
    this.anchors = new Anchors(counter);
  }

  /** Every poll after this instant is here. */
  long floor() {
    return floor;
  }

  /** Gives a counter its anchor at the floor. */
  void anchor(int point, @Nullable Poll poll) {
    anchors.set(point, poll);
  }

  @Nullable Poll get(long at, String source) {
    int i = place(at, source);
    return i < polls.size() && is(polls.get(i), at, source) ? polls.get(i) : null;
  }

  void put(Poll poll) {
    int i = place(poll.at(), poll.source());
    if (i < polls.size() && is(polls.get(i), poll.at(), poll.source())) {
      polls.set(i, poll);
    } else {
      polls.add(i, poll);
    }
  }

  /** Leaves behind what is at or before an instant; in batches, since the list moves each time. */
  void raiseFloor(long to) {
    int gone = firstAfter(to);
    if (gone == 0 || gone * 4 < polls.size()) {
      return;
    }
    List<Poll> leaving = polls.subList(0, gone);
    leaving.forEach(anchors::take);
    leaving.clear();
    floor = to;
  }

  void ascending(long after, long until, Predicate<Poll> visitor) {
    for (int i = firstAfter(after); i < polls.size() && polls.get(i).at() <= until; i++) {
      if (!visitor.test(polls.get(i))) {
        return;
      }
    }
  }

  /** The polls with the newest numbers of counters at or before an instant not below the floor. */
  @Nullable Poll[] anchors(BitSet counters, long until, int points) {
    var search = new AnchorSearch(counters, points);
    for (int i = firstAfter(until) - 1; i >= 0; i--) {
      if (!search.visit(polls.get(i))) {
        break;
      }
    }
    var found = new Poll[points];
    for (int p = counters.nextSetBit(0); p >= 0; p = counters.nextSetBit(p + 1)) {
      Poll here = search.of(p);
      found[p] = here != null ? here : anchors.of(p);
    }
    return found;
  }

  private static boolean is(Poll poll, long at, String source) {
    return poll.at() == at && poll.source().equals(source);
  }

  /** Where a poll stands or would stand. Looks from the end, where the new ones are. */
  private int place(long at, String source) {
    int i = firstAfter(at);
    while (i > 0
        && polls.get(i - 1).at() == at
        && polls.get(i - 1).source().compareTo(source) >= 0) {
      i--;
    }
    return i;
  }

  private int firstAfter(long at) {
    int low = 0;
    int high = polls.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (polls.get(middle).at() <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
