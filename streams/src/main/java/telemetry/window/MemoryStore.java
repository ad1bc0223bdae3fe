package telemetry.window;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A system kept in memory alone: what a replay reads the log into. */
public final class MemoryStore implements SystemStore {
  private record Id(long at, String source) {
    static final Comparator<Id> ORDER = Comparator.comparingLong(Id::at).thenComparing(Id::source);

    /** Before every identity after an instant. */
    static Id after(long at) {
      return at == Long.MAX_VALUE ? new Id(at, "\uffff") : new Id(at + 1, "");
    }
  }

  private final TreeMap<Id, Poll> polls = new TreeMap<>(Id.ORDER);
  private final Map<Span, Map<Long, Mark>> marks = new EnumMap<>(Span.class);
  private Zone zone = Zone.UTC;
  private @Nullable Pulse pulse;
  private @Nullable Facts facts;

  @Override
  public @Nullable Poll get(long at, String source) {
    return polls.get(new Id(at, source));
  }

  @Override
  public void put(Poll poll) {
    polls.put(new Id(poll.at(), poll.source()), poll);
  }

  @Override
  public void remove(Poll poll) {
    polls.remove(new Id(poll.at(), poll.source()));
  }

  @Override
  public void ascending(long after, long until, Predicate<Poll> visitor) {
    for (Poll poll : polls.tailMap(Id.after(after), true).values()) {
      if (poll.at() > until || !visitor.test(poll)) {
        return;
      }
    }
  }

  @Override
  public void descending(long until, Predicate<Poll> visitor) {
    for (Poll poll : polls.headMap(Id.after(until), false).descendingMap().values()) {
      if (!visitor.test(poll)) {
        return;
      }
    }
  }

  @Override
  public void putMark(Span span, long end, Mark mark) {
    marks(span).put(end, mark);
  }

  @Override
  public void removeMark(Span span, long end) {
    marks(span).remove(end);
  }

  @Override
  public void marks(Span span, BiConsumer<Long, Mark> visitor) {
    marks(span).forEach(visitor);
  }

  private Map<Long, Mark> marks(Span span) {
    return marks.computeIfAbsent(span, s -> new TreeMap<>());
  }

  @Override
  public Zone zone() {
    return zone;
  }

  @Override
  public void putZone(Zone zone) {
    this.zone = zone;
  }

  @Override
  public @Nullable Pulse pulse() {
    return pulse;
  }

  @Override
  public void putPulse(Pulse pulse) {
    this.pulse = pulse;
  }

  @Override
  public @Nullable Facts facts() {
    return facts;
  }

  @Override
  public void putFacts(Facts facts) {
    this.facts = facts;
  }
}
