package telemetry.window;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The newest number of each counter at or before some instant: where a {@link CounterChain} may
 * begin. Advances as polls are left behind, in ascending order. A poll is kept whole for its point,
 * so that two sources in one instant are judged as everywhere else.
 */
final class Anchors {
  private final IntPredicate counter;

  /** What stood at the newest instant heard, number or not; another source may still replace it. */
  private @Nullable Poll[] newest = new Poll[16];

  /** The newest number before that instant. */
  private @Nullable Poll[] settled = new Poll[16];

  Anchors(IntPredicate counter) {
    this.counter = counter;
  }

  /** Leaves a poll behind. */
  void take(Poll poll) {
    for (int i = 0; i < poll.size(); i++) {
      int point = poll.points[i];
      if (counter.test(point)) {
        take(poll, point);
      }
    }
  }

  /** Puts what was found elsewhere in place of what was taken. */
  void set(int point, @Nullable Poll poll) {
    reserve(point);
    newest[point] = poll;
    settled[point] = null;
  }

  private void reserve(int point) {
    if (point >= newest.length) {
      newest = Arrays.copyOf(newest, Math.max(point + 1, newest.length * 2));
      settled = Arrays.copyOf(settled, newest.length);
    }
  }

  private void take(Poll poll, int point) {
    reserve(point);
    Poll former = newest[point];
    if (former != null && former.at() == poll.at()) {
      if (poll.position().isAfter(former.position())) {
        newest[point] = poll;
      }
      return;
    }
    if (former != null && former.isNumber(former.find(point))) {
      settled[point] = former;
    }
    newest[point] = poll;
  }

  /** The poll with the newest number of a counter, if there is one. */
  @Nullable Poll of(int point) {
    if (point >= newest.length) {
      return null;
    }
    Poll poll = newest[point];
    return poll != null && poll.isNumber(poll.find(point)) ? poll : settled[point];
  }
}
