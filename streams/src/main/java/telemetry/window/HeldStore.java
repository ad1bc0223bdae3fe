package telemetry.window;

import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A store that shows one poll before it is kept, so that the windows it changes can be found and
 * marked first. Writes reach the state in their order, and a crash loses the last of them: a mark
 * without its poll is a row told twice, a poll without its marks would be a row never told.
 */
final class HeldStore implements SystemStore {
  private final SystemStore store;
  private @Nullable Poll held;

  HeldStore(SystemStore store) {
    this.store = store;
  }

  /** Shows a poll. */
  void hold(Poll poll) {
    held = poll;
  }

  /** Keeps the poll that was shown. */
  void keep() {
    if (held != null) {
      store.put(held);
      held = null;
    }
  }

  @Override
  public @Nullable Poll get(long at, String source) {
    boolean shown = held != null && held.at() == at && held.source().equals(source);
    return shown ? held : store.get(at, source);
  }

  @Override
  public void ascending(long after, long until, Predicate<Poll> visitor) {
    if (held == null || held.at() <= after || held.at() > until) {
      store.ascending(after, until, visitor);
      return;
    }
    var merge = new Merge(held, 1, visitor);
    store.ascending(after, until, merge);
    merge.end();
  }

  @Override
  public void descending(long until, Predicate<Poll> visitor) {
    if (held == null || held.at() > until) {
      store.descending(until, visitor);
      return;
    }
    var merge = new Merge(held, -1, visitor);
    store.descending(until, merge);
    merge.end();
  }

  /** Shows one poll more, at its place, instead of the former one of its identity. */
  private static final class Merge implements Predicate<Poll> {
    private final Poll more;
    private final int direction;
    private final Predicate<Poll> visitor;
    private boolean shown;
    private boolean enough;

    Merge(Poll more, int direction, Predicate<Poll> visitor) {
      this.more = more;
      this.direction = direction;
      this.visitor = visitor;
    }

    @Override
    public boolean test(Poll poll) {
      int order = direction * Long.compare(poll.at(), more.at());
      if (order > 0) {
        end();
      }
      boolean former = order == 0 && poll.source().equals(more.source());
      enough = enough || !(former || visitor.test(poll));
      return !enough;
    }

    /** Whatever comes after it, or nothing: now is its turn. */
    void end() {
      if (!shown && !enough) {
        shown = true;
        enough = !visitor.test(more);
      }
    }
  }

  @Override
  public void put(Poll poll) {
    store.put(poll);
  }

  @Override
  public void remove(Poll poll) {
    store.remove(poll);
  }

  @Override
  public void putMark(Span span, long end, Mark mark) {
    store.putMark(span, end, mark);
  }

  @Override
  public void removeMark(Span span, long end) {
    store.removeMark(span, end);
  }

  @Override
  public void marks(Span span, BiConsumer<Long, Mark> visitor) {
    store.marks(span, visitor);
  }

  @Override
  public Zone zone() {
    return store.zone();
  }

  @Override
  public void putZone(Zone zone) {
    store.putZone(zone);
  }

  @Override
  public @Nullable Pulse pulse() {
    return store.pulse();
  }

  @Override
  public void putPulse(Pulse pulse) {
    store.putPulse(pulse);
  }

  @Override
  public @Nullable Facts facts() {
    return store.facts();
  }

  @Override
  public void putFacts(Facts facts) {
    store.putFacts(facts);
  }
}
