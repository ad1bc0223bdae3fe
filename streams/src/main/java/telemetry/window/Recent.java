package telemetry.window;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The newest polls of one system in memory: everything after {@link #floor}, so that what comes on
 * time is computed without reading the store. Derived from the store and never more than it.
 */
final class Recent {
  private static final int USUAL = 16;

  /**
   * In ascending order of (instant, source). The instants stand beside them, so that a search
   * touches no poll.
   */
  private @Nullable Poll[] polls = new Poll[USUAL];

  private long[] instants = new long[USUAL];
  private int size;
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

  /** The poll with a counter's newest number at or before the floor, if there is one. */
  @Nullable Poll anchor(int point) {
    return anchors.of(point);
  }

  @Nullable Poll get(long at, String source) {
    int i = place(at, source);
    return isAt(i, at, source) ? poll(i) : null;
  }

  void put(Poll poll) {
    int i = place(poll.at(), poll.source());
    if (!isAt(i, poll.at(), poll.source())) {
      makeRoom(i);
    }
    polls[i] = poll;
    instants[i] = poll.at();
  }

  private void makeRoom(int i) {
    if (size == polls.length) {
      polls = Arrays.copyOf(polls, size * 2);
      instants = Arrays.copyOf(instants, size * 2);
    }
    System.arraycopy(polls, i, polls, i + 1, size - i);
    System.arraycopy(instants, i, instants, i + 1, size - i);
    size++;
  }

  /** Leaves behind what is at or before an instant; in batches, since the arrays move each time. */
  void raiseFloor(long to) {
    int gone = firstAfter(to);
    if (gone == 0 || gone * 4 < size) {
      return;
    }
    for (int i = 0; i < gone; i++) {
      anchors.take(poll(i));
    }
    System.arraycopy(polls, gone, polls, 0, size - gone);
    System.arraycopy(instants, gone, instants, 0, size - gone);
    Arrays.fill(polls, size - gone, size, null);
    size -= gone;
    floor = to;
  }

  void ascending(long after, long until, Predicate<Poll> visitor) {
    for (int i = firstAfter(after); i < size && instants[i] <= until; i++) {
      if (!visitor.test(poll(i))) {
        return;
      }
    }
  }

  /** The polls with the newest numbers of counters at or before an instant not below the floor. */
  @Nullable Poll[] anchors(BitSet counters, long until, int points) {
    var search = new AnchorSearch(counters, points);
    for (int i = firstAfter(until) - 1; i >= 0; i--) {
      if (!search.visit(poll(i))) {
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

  private Poll poll(int i) {
    Poll poll = polls[i];
    if (poll == null) {
      throw new IllegalStateException("recent: wanted a poll at " + i + " of " + size);
    }
    return poll;
  }

  private boolean isAt(int i, long at, String source) {
    return i < size && instants[i] == at && poll(i).source().equals(source);
  }

  /** Where a poll stands or would stand. */
  private int place(long at, String source) {
    int i = firstAfter(at);
    while (i > 0 && instants[i - 1] == at && poll(i - 1).source().compareTo(source) >= 0) {
      i--;
    }
    return i;
  }

  private int firstAfter(long at) {
    if (size == 0 || instants[size - 1] <= at) {
      return size;
    }
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (instants[middle] <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
