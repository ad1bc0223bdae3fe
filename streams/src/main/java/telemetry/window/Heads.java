package telemetry.window;

import java.util.Arrays;

/**
 * The newest end of each counter's chain, found when it is first asked for. Every poll asks for all
 * of them, between those of hundreds of other systems: they lie side by side, by point.
 */
final class Heads {
  private static final int FIELDS = 4;

  /** In place of when the newest number was measured: not looked for yet, or forgotten. */
  private static final long UNKNOWN = Long.MAX_VALUE;

  private final RowReader reader;
  private long[] heads = {};

  Heads(RowReader reader) {
    this.reader = reader;
  }

  /**
   * Whether a poll's number can touch no window but its own; if so it is the new head.
   *
   * @param head of the point
   * @param poll a new poll, not yet kept
   */
  boolean onlyAdds(int point, Head head, Poll poll) {
    if (!head.onlyAdds(poll.at())) {
      return false;
    }
    int place = poll.find(point);
    if (poll.isNumber(place)) {
      set(point, head.then(poll.at(), poll.numbers[place], reader.maxPerHour(point)));
    }
    return true;
  }

  /**
   * Whether a poll behind the newest end leaves the counter even from a comeback before it. Then
   * nobody's dropouts and resets change, nor the newest end; and the numbers before and after the
   * poll's are all that it meets.
   *
   * @param head of the point
   * @param poll a new poll or version of one, not yet shown
   */
  boolean staysEven(int point, Head head, Poll poll) {
    long at = poll.at();
    if (at >= head.at() || !head.isEvenFrom(at)) {
      return false;
    }
    if (reader.maxPerHour(point) != Double.POSITIVE_INFINITY) {
      // A number between two others may make a leap of either step, or unmake one.
      return false;
    }
    if (reader.hasAnother(poll)) {
      return false;
    }
    Series around = reader.counter(point, at - 1, reader.nextNumber(point, at));
    double former = 0;
    for (int i = 0; i < around.size() && around.at(i) < at; i++) {
      former = around.isNumber(i) ? around.number(i) : former;
    }
    int place = poll.find(point);
    if (place >= 0 && poll.isNumber(place)) {
      if (CounterChain.falls(former, poll.numbers[place])) {
        return false;
      }
      former = poll.numbers[place];
    }
    for (int i = 0; i < around.size(); i++) {
      if (around.at(i) > at && around.isNumber(i) && CounterChain.falls(former, around.number(i))) {
        return false;
      }
    }
    return true;
  }

  /** The newest end. */
  Head of(int point) {
    int i = point * FIELDS;
    if (i >= heads.length || heads[i] == UNKNOWN) {
      set(point, reader.head(point));
    }
    return new Head(heads[i], Double.longBitsToDouble(heads[i + 1]), heads[i + 2], heads[i + 3]);
  }

  /** The chain changed behind its newest end. */
  void forget(int point) {
    reserve(point);
    heads[point * FIELDS] = UNKNOWN;
  }

  private void set(int point, Head head) {
    reserve(point);
    int i = point * FIELDS;
    heads[i] = head.at();
    heads[i + 1] = Double.doubleToRawLongBits(head.predecessor());
    heads[i + 2] = head.breakAt();
    heads[i + 3] = head.evenSince();
  }

  private void reserve(int point) {
    int before = heads.length;
    if (point * FIELDS >= before) {
      heads = Arrays.copyOf(heads, Math.max(before * 2, (point + 1) * FIELDS));
      for (int i = before; i < heads.length; i += FIELDS) {
        heads[i] = UNKNOWN;
      }
    }
  }
}
