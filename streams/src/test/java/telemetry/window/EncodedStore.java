package telemetry.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Keeps everything as it comes back from bytes, so that a restart finds what was kept and nothing
 * that was not.
 */
final class EncodedStore implements SystemStore {
  private final int systemId;
  private final StateCodec codec = new StateCodec();
  private final TreeMap<Long, TreeMap<String, Poll>> polls = new TreeMap<>();
  private final Map<Span, Map<Long, byte[]>> marks = new HashMap<>();
  private byte[] zone;
  private final PulseCodec pulses = new PulseCodec();
  private byte[] facts;
  private byte[] pulse;

  EncodedStore(int systemId) {
    this.systemId = systemId;
  }

  /** How many polls it keeps. */
  int size() {
    return polls.values().stream().mapToInt(Map::size).sum();
  }

  @Override
  public Poll get(long at, String source) {
    return polls.getOrDefault(at, new TreeMap<>()).get(source);
  }

  @Override
  public void put(Poll poll) {
    polls
        .computeIfAbsent(poll.at(), at -> new TreeMap<>())
        .put(poll.source(), codec.poll(poll.at(), poll.source(), codec.poll(poll)));
  }

  @Override
  public void remove(Poll poll) {
    polls.get(poll.at()).remove(poll.source());
  }

  @Override
  public void ascending(long after, long until, Predicate<Poll> visitor) {
    visit(polls.subMap(after, false, until, true), visitor);
  }

  @Override
  public void descending(long until, Predicate<Poll> visitor) {
    visit(polls.headMap(until, true).descendingMap(), visitor);
  }

  private static void visit(Map<Long, TreeMap<String, Poll>> found, Predicate<Poll> visitor) {
    for (var instant : found.values()) {
      for (Poll poll : instant.values()) {
        if (!visitor.test(poll)) {
          return;
        }
      }
    }
  }

  @Override
  public void putMark(Span span, long end, Mark mark) {
    marks(span).put(end, codec.mark(mark));
  }

  @Override
  public void removeMark(Span span, long end) {
    marks(span).remove(end);
  }

  @Override
  public void marks(Span span, BiConsumer<Long, Mark> visitor) {
    List<Long> ends = new ArrayList<>(marks(span).keySet());
    ends.forEach(end -> visitor.accept(end, codec.mark(marks(span).get(end))));
  }

  private Map<Long, byte[]> marks(Span span) {
    return marks.computeIfAbsent(span, s -> new HashMap<>());
  }

  @Override
  public Zone zone() {
    return zone == null ? Zone.UTC : codec.zone(zone);
  }

  @Override
  public void putZone(Zone zone) {
    this.zone = codec.zone(zone);
  }

  @Override
  public Pulse pulse() {
    return pulse == null ? null : pulses.read(systemId, pulse);
  }

  @Override
  public void putPulse(Pulse kept) {
    pulse = pulses.write(kept);
  }

  @Override
  public Facts facts() {
    return facts == null ? null : codec.facts(systemId, facts);
  }

  @Override
  public void putFacts(Facts facts) {
    this.facts = codec.facts(facts);
  }
}
