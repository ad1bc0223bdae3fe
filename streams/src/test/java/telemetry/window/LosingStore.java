package telemetry.window;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Remembers the order of its writes, so that a crash can lose the last of them. */
final class LosingStore implements SystemStore {
  private final int systemId;
  private final StateCodec codec = new StateCodec();
  private final PulseCodec pulses = new PulseCodec();
  private final List<Consumer<LosingStore>> writes;
  private final EncodedStore store;
  private long position = -1;

  LosingStore(int systemId) {
    this(systemId, List.of());
  }

  private LosingStore(int systemId, List<Consumer<LosingStore>> writes) {
    this.systemId = systemId;
    this.writes = new ArrayList<>(writes);
    this.store = new EncodedStore(systemId);
    writes.forEach(write -> write.accept(this));
  }

  int writes() {
    return writes.size();
  }

  /** What a crash leaves that keeps so many writes. */
  LosingStore after(int kept) {
    return new LosingStore(systemId, List.copyOf(writes.subList(0, kept)));
  }

  private void write(Consumer<LosingStore> write) {
    writes.add(write);
    write.accept(this);
  }

  long position() {
    return position;
  }

  void savePosition(long offset) {
    if (offset != position) {
      write(to -> to.position = offset);
    }
  }

  @Override
  public void put(Poll poll) {
    write(to -> to.store.put(poll));
  }

  @Override
  public void remove(Poll poll) {
    write(to -> to.store.remove(poll));
  }

  @Override
  public void putMark(Span span, long end, Mark mark) {
    byte[] bytes = codec.mark(mark);
    write(to -> to.store.putMark(span, end, codec.mark(bytes)));
  }

  @Override
  public void removeMark(Span span, long end) {
    write(to -> to.store.removeMark(span, end));
  }

  @Override
  public void putZone(Zone zone) {
    write(to -> to.store.putZone(zone));
  }

  @Override
  public void putFacts(Facts facts) {
    write(to -> to.store.putFacts(facts));
  }

  @Override
  public Poll get(long at, String source) {
    return store.get(at, source);
  }

  @Override
  public void ascending(long after, long until, Predicate<Poll> visitor) {
    store.ascending(after, until, visitor);
  }

  @Override
  public void descending(long until, Predicate<Poll> visitor) {
    store.descending(until, visitor);
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
  public Pulse pulse() {
    return store.pulse();
  }

  @Override
  public void putPulse(Pulse pulse) {
    byte[] bytes = pulses.write(pulse);
    write(to -> to.store.putPulse(pulses.read(systemId, bytes)));
  }

  @Override
  public Facts facts() {
    return store.facts();
  }
}
