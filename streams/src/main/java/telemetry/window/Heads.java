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
      set(point, head.then(poll.at(), poll.numbers[place]));
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
