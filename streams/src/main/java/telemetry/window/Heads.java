package telemetry.window;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest end of each counter's chain, found when it is first asked for. */
final class Heads {
  private final RowReader reader;
  private final List<@Nullable Head> heads = new ArrayList<>();

  Heads(RowReader reader) {
    this.reader = reader;
  }

  /**
   * Whether a poll's number can touch no window but its own; if so it is the new head.
   *
   * @param poll a new poll, not yet kept
   */
  boolean onlyAdds(int point, Poll poll) {
    Head head = of(point);
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
   * @param poll a new poll or version of one, not yet shown
   */
  boolean staysEven(int point, Poll poll) {
    long at = poll.at();
    Head head = of(point);
    if (reader.maxPerHour(point) != Double.POSITIVE_INFINITY) {
      // A number between two others may make a leap of either step, or unmake one.
      return false;
    }
    if (at >= head.at() || !head.isEvenFrom(at) || reader.hasAnother(poll)) {
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
    Head head = point < heads.size() ? heads.get(point) : null;
    if (head == null) {
      head = reader.head(point);
      set(point, head);
    }
    return head;
  }

  /** The chain changed behind its newest end. */
  void forget(int point) {
    set(point, null);
  }

  private void set(int point, @Nullable Head head) {
    while (heads.size() <= point) {
      heads.add(null);
    }
    heads.set(point, head);
  }
}
