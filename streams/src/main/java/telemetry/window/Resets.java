package telemetry.window;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The resets and re-bases of a counter that a change makes final: those that no reading can turn
 * into dropouts any more, by the counter's own newest number. Found by the chain itself, before and
 * after.
 */
final class Resets {
  private final int point;
  private final long changedAt;
  private final long from;
  private final long newest;
  private final List<Reset> before;

  private Resets(int point, long changedAt, long from, long newest, List<Reset> before) {
    this.point = point;
    this.changedAt = changedAt;
    this.from = from;
    this.newest = newest;
    this.before = before;
  }

  /**
   * Looks before the change; null where it can make no reset final.
   *
   * @param changedAt the instant of the change
   * @param head the newest end of the chain
   */
  static @Nullable Resets before(int point, long changedAt, Head head, RowReader reader) {
    boolean first = head.at() == Long.MIN_VALUE;
    boolean onlyNewer = changedAt > head.at();
    boolean open = head.breakAt() != Long.MIN_VALUE && !isFinal(head.breakAt(), head.at());
    if (first || (onlyNewer && !open)) {
      return null;
    }
    long from = Math.min(changedAt, head.at()) - 3 * CounterChain.COMEBACK;
    return new Resets(
        point, changedAt, from, head.at(), find(point, changedAt, from, head.at(), reader));
  }

  int point() {
    return point;
  }

  /** Looks after the change. */
  List<Reset> after(RowReader reader, boolean number) {
    long reached = number ? Math.max(newest, changedAt) : newest;
    var found = new ArrayList<Reset>();
    for (Reset reset : find(point, changedAt, from, reached, reader)) {
      if (before.stream().noneMatch(reset::isSame)) {
        found.add(reset);
      }
    }
    return found;
  }

  private static boolean isFinal(long fall, long newest) {
    return newest - fall > CounterChain.COMEBACK;
  }

  private static List<Reset> find(
      int point, long changedAt, long from, long newest, RowReader reader) {
    long until = reader.nextNumber(point, changedAt) + 2 * CounterChain.COMEBACK;
    var found = new ArrayList<Reset>();
    for (Reset reset : CounterChain.resets(reader.counter(point, from, until))) {
      // Before that, the chain may not yet be the true one.
      boolean known = reset.at() > from + CounterChain.COMEBACK;
      if (known && isFinal(reset.at(), newest)) {
        found.add(reset);
      }
    }
    return found;
  }
}
