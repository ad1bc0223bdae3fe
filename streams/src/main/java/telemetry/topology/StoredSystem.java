package telemetry.topology;

import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import telemetry.window.Facts;
import telemetry.window.Mark;
import telemetry.window.Poll;
import telemetry.window.Pulse;
import telemetry.window.PulseCodec;
import telemetry.window.Span;
import telemetry.window.StateCodec;
import telemetry.window.SystemStore;
import telemetry.window.Zone;

/** One system's part of a task's store. */
final class StoredSystem implements SystemStore {
  private final int systemId;
  private final KeyValueStore<Bytes, byte[]> store;
  private final StateCodec codec;
  private final PulseCodec pulses = new PulseCodec();

  StoredSystem(int systemId, KeyValueStore<Bytes, byte[]> store, StateCodec codec) {
    this.systemId = systemId;
    this.store = store;
    this.codec = codec;
  }

  @Override
  public @Nullable Poll get(long at, String source) {
    byte[] bytes = store.get(StateKeys.poll(systemId, at, source));
    return bytes == null ? null : codec.poll(at, source, bytes);
  }

  @Override
  public void put(Poll poll) {
    store.put(StateKeys.poll(systemId, poll.at(), poll.source()), codec.poll(poll));
  }

  @Override
  public void remove(Poll poll) {
    // To delete an entry would be to read it first.
    store.put(StateKeys.poll(systemId, poll.at(), poll.source()), null);
  }

  @Override
  public void ascending(long after, long until, Predicate<Poll> visitor) {
    try (var found =
        store.range(StateKeys.pollsAfter(systemId, after), StateKeys.pollsAfter(systemId, until))) {
      visit(found, visitor);
    }
  }

  @Override
  public void descending(long until, Predicate<Poll> visitor) {
    try (var found =
        store.reverseRange(StateKeys.polls(systemId), StateKeys.pollsAfter(systemId, until))) {
      visit(found, visitor);
    }
  }

  private void visit(KeyValueIterator<Bytes, byte[]> found, Predicate<Poll> visitor) {
    while (found.hasNext()) {
      KeyValue<Bytes, byte[]> entry = found.next();
      Poll poll =
          codec.poll(StateKeys.instantOf(entry.key), StateKeys.sourceOf(entry.key), entry.value);
      if (!visitor.test(poll)) {
        return;
      }
    }
  }

  @Override
  public void putMark(Span span, long end, Mark mark) {
    store.put(StateKeys.mark(systemId, span, end), codec.mark(mark));
  }

  @Override
  public void removeMark(Span span, long end) {
    store.put(StateKeys.mark(systemId, span, end), null);
  }

  @Override
  public void marks(Span span, BiConsumer<Long, Mark> visitor) {
    try (var found = store.range(StateKeys.marks(systemId), StateKeys.marks(systemId + 1))) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> entry = found.next();
        if (StateKeys.spanOf(entry.key) == span) {
          visitor.accept(StateKeys.instantOf(entry.key), codec.mark(entry.value));
        }
      }
    }
  }

  @Override
  public Zone zone() {
    byte[] bytes = store.get(StateKeys.zone(systemId));
    return bytes == null ? Zone.UTC : codec.zone(bytes);
  }

  @Override
  public void putZone(Zone zone) {
    store.put(StateKeys.zone(systemId), codec.zone(zone));
  }

  @Override
  public @Nullable Pulse pulse() {
    byte[] bytes = store.get(StateKeys.pulse(systemId));
    return bytes == null ? null : pulses.read(systemId, bytes);
  }

  @Override
  public void putPulse(Pulse pulse) {
    store.put(StateKeys.pulse(systemId), pulses.write(pulse));
  }

  @Override
  public @Nullable Facts facts() {
    byte[] bytes = store.get(StateKeys.facts(systemId));
    return bytes == null ? null : codec.facts(systemId, bytes);
  }

  @Override
  public void putFacts(Facts facts) {
    store.put(StateKeys.facts(systemId), codec.facts(facts));
  }
}
